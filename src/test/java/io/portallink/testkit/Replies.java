package io.portallink.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform's reply, from the file beside the test. */
public final class Replies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Replies() {}

    public static String read(Class<?> test, String file) {
        try (InputStream in = requireNonNull(test.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the client hands it to a connector: a missing node where it is not JSON. */
    public static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException ignored) {
            return JSON.missingNode();
        }
    }
}
