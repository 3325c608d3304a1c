package io.portallink.web;

import io.portallink.portal.InvalidRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a JSON object was wrong, in our words: the parser's own may repeat what was sent. */
public final class JsonErrors {

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate (?:Object property|field) \"([\\w.-]{1,64})\"");

    private JsonErrors() {}

    /**
     * @param cause what the parser threw, if it was the parser
     * @param whole what to name where no field can be: {@code body}, or one {@code line} of it
     */
    public static InvalidRequest of(@Nullable Throwable cause, String whole) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown -> new InvalidRequest(field(unknown, whole), "is not known");
            case MismatchedInputException mismatch -> new InvalidRequest(field(mismatch, whole), "has the wrong type");
            case InputCoercionException range -> new InvalidRequest(place(range, 1, whole), "is out of range");
            case StreamReadException syntax -> syntax(syntax, whole);
            case JacksonException other -> new InvalidRequest(field(other, whole), "can't be read");
            case null -> new InvalidRequest(whole, "is missing or can't be read");
            default -> new InvalidRequest(whole, "is missing or can't be read");
        };
    }

    private static InvalidRequest syntax(StreamReadException e, String whole) {
        Matcher duplicate = DUPLICATE.matcher(String.valueOf(e.getOriginalMessage()));
        return duplicate.find()
                ? new InvalidRequest(duplicate.group(1), "stands there twice")
                : new InvalidRequest(place(e, 2, whole), "is not valid JSON");
    }

    /** The top-level field in which the parser stood, if it stood at least so deep; else the whole. */
    private static String place(StreamReadException e, int depth, String whole) {
        JsonParser parser = e.processor();
        if (parser == null || parser.streamReadContext().getNestingDepth() < depth) {
            return whole;
        }
        String field = parser.streamReadContext().pathAsPointer().getMatchingProperty();
        return field != null && field.matches("[\\w.-]{1,64}") ? field : whole;
    }

    private static String field(JacksonException e, String whole) {
        List<JacksonException.Reference> path = e.getPath();
        String field = path.stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null && name.matches("[\\w.-]{1,64}"))
                .collect(Collectors.joining("."));
        return field.isEmpty() ? whole : field;
    }
}
