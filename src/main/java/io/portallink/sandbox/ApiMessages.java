package io.portallink.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a description says of requests and answers: parameters, headers, bodies with their examples, problem codes. */
final class ApiMessages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode root;

    ApiMessages(JsonNode root) {
        this.root = root;
    }

    List<Field> parameters(JsonNode parameters) {
        return parameters
                .valueStream()
                .map(this::resolved)
                .map(parameter -> new Field(
                        parameter.path("name").asString(""),
                        parameter.path("in").asString(""),
                        parameter.path("required").asBoolean(false),
                        ApiWords.type(parameter.path("schema")),
                        ApiWords.prose(parameter.path("description"))))
                .toList();
    }

    Answer answer(String status, JsonNode reference) {
        JsonNode response = resolved(reference);
        List<String> headers = new ArrayList<>(response.path("headers").propertyNames());
        Set<String> codes = new LinkedHashSet<>();
        response.path("content")
                .path("application/problem+json")
                .path("examples")
                .forEachEntry((code, ignored) -> codes.add(code));
        return new Answer(
                status, ApiWords.prose(response.path("description")), headers, List.copyOf(codes), bodies(response));
    }

    /** Of each content type; a problem's examples stand in one place for all. */
    List<Body> bodies(JsonNode message) {
        List<Body> bodies = new ArrayList<>();
        message.path("content").forEachEntry((type, media) -> {
            List<Sample> samples = new ArrayList<>();
            if (!type.contains("problem")) {
                media.path("examples").forEachEntry((name, example) -> samples.add(sample(name, resolved(example))));
            }
            JsonNode schema = media.path("schema");
            bodies.add(new Body(type, ApiWords.type(schema), ApiWords.prose(schema.path("description")), samples));
        });
        return bodies;
    }

    static List<Field> fields(JsonNode schema) {
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        List<Field> fields = new ArrayList<>();
        schema.path("properties")
                .forEachEntry((name, field) -> fields.add(new Field(
                        name,
                        "",
                        required.contains(name),
                        ApiWords.type(field),
                        ApiWords.prose(field.path("description")))));
        return fields;
    }

    private static Sample sample(String name, JsonNode example) {
        JsonNode value = example.path("value");
        return new Sample(
                example.path("summary").asString(name),
                value.isString()
                        ? value.stringValue()
                        : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : resolved(root.at(reference.stringValue().substring(1)));
    }

    /** A parameter, with its place, or a field of an object; the type and what it is about are HTML. */
    record Field(String name, String place, boolean required, String type, String about) {}

    /** A status with all that may come with it. */
    record Answer(String status, String about, List<String> headers, List<String> codes, List<Body> bodies) {

        boolean anyHeaders() {
            return !headers.isEmpty();
        }

        boolean anyCodes() {
            return !codes.isEmpty();
        }
    }

    /** A body of one content type. */
    record Body(String mediaType, String type, String about, List<Sample> samples) {}

    /** An example. */
    record Sample(String caption, String text) {}
}
