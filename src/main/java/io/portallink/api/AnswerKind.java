package io.portallink.api;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/**
 * Which answer a caller of the one negotiating call prefers, by its {@code Accept}: a redirect where HTML weighs more, else
 * JSON. Spring's own choice goes by the order in the header where the weights are equal; the contract's does not.
 */
enum AnswerKind {
    JSON,
    REDIRECT;

    /** @throws ProblemException when neither is acceptable */
    static AnswerKind of(List<String> accept) {
        if (accept.stream().allMatch(String::isBlank)) {
            return JSON;
        }
        List<MediaType> ranges = parse(accept);
        double json = weight(MediaType.APPLICATION_JSON, ranges);
        double html = weight(MediaType.TEXT_HTML, ranges);
        if (json == 0 && html == 0) {
            throw notAcceptable();
        }
        return html > json ? REDIRECT : JSON;
    }

    private static List<MediaType> parse(List<String> accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException ignored) {
            throw notAcceptable();
        }
    }

    /** RFC 9110, 12.5.1: of the ranges that match, the most specific one gives the weight. */
    private static double weight(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparing((MimeType range) -> !range.isWildcardType())
                        .thenComparing(range -> !range.isWildcardSubtype()))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static ProblemException notAcceptable() {
        return new ProblemException(
                Problem.NOT_ACCEPTABLE, HttpHeaders.ACCEPT + " allows neither application/json nor text/html.");
    }
}
