package io.portallink.web;

import io.portallink.portal.InvalidRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a JSON body was wrong, in our words: the parser's own may repeat what was sent. */
final class JsonErrors {

    private static final String BODY = "body";
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate (?:Object property|field) \"([\\w.-]{1,64})\"");

    private JsonErrors() {}

    static InvalidRequest of(HttpMessageNotReadableException e) {
        Throwable cause = e.getCause();
        return switch (cause) {
            case UnrecognizedPropertyException unknown -> new InvalidRequest(field(unknown), "is not known");
            case MismatchedInputException mismatch -> new InvalidRequest(field(mismatch), "has the wrong type");
            case InputCoercionException range -> new InvalidRequest(place(range, 1), "is out of range");
            case StreamReadException syntax -> syntax(syntax);
            case JacksonException other -> new InvalidRequest(field(other), "can't be read");
            case null -> new InvalidRequest(BODY, "is missing or can't be read");
            default -> new InvalidRequest(BODY, "is missing or can't be read");
        };
    }

    private static InvalidRequest syntax(StreamReadException e) {
        Matcher duplicate = DUPLICATE.matcher(String.valueOf(e.getOriginalMessage()));
        return duplicate.find()
                ? new InvalidRequest(duplicate.group(1), "stands there twice")
                : new InvalidRequest(place(e, 2), "is not valid JSON");
    }

    /** The top-level field in which the parser stood, if it stood at least so deep; else the body as a whole. */
    private static String place(StreamReadException e, int depth) {
        JsonParser parser = e.processor();
        if (parser == null || parser.streamReadContext().getNestingDepth() < depth) {
            return BODY;
        }
        String field = parser.streamReadContext().pathAsPointer().getMatchingProperty();
        return field != null && field.matches("[\\w.-]{1,64}") ? field : BODY;
    }

    private static String field(JacksonException e) {
        List<JacksonException.Reference> path = e.getPath();
        String field = path.stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null && name.matches("[\\w.-]{1,64}"))
                .collect(Collectors.joining("."));
        return field.isEmpty() ? BODY : field;
    }
}
