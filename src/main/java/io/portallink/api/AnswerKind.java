package io.portallink.api;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.web.Accept;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Which answer a caller of the one negotiating call prefers, by its {@code Accept}: a redirect where HTML weighs more, else JSON. */
enum AnswerKind {
    JSON,
    REDIRECT;

    /** @throws ProblemException when neither is acceptable */
    static AnswerKind of(List<String> accept) {
        if (accept.stream().allMatch(String::isBlank)) {
            return JSON;
        }
        Accept wanted = parse(accept);
        if (wanted.weight(MediaType.APPLICATION_JSON) == 0 && wanted.weight(MediaType.TEXT_HTML) == 0) {
            throw notAcceptable();
        }
        return wanted.prefersHtml() ? REDIRECT : JSON;
    }

    private static Accept parse(List<String> accept) {
        try {
            return Accept.of(accept);
        } catch (InvalidMediaTypeException ignored) {
            throw notAcceptable();
        }
    }

    private static ProblemException notAcceptable() {
        return new ProblemException(
                Problem.NOT_ACCEPTABLE, HttpHeaders.ACCEPT + " allows neither application/json nor text/html.");
    }
}
