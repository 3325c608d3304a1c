package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a YAML parser takes in {@code openapi.yaml}, and linters and generators of clients stumble over. */
class DescriptionStructureTest {

    private static final JsonNode ROOT = ApiDocument.INSTANCE.root();

    /** Of OpenAPI 3.1. */
    private static final String OBJECTS =
            "openapi info servers security tags paths components title version summary description url name"
                    + " get put post delete parameters operationId requestBody responses in required schema example examples"
                    + " content headers value schemas securitySchemes type scheme $ref";

    /** Of JSON Schema 2020-12. */
    private static final String SCHEMAS = "properties items allOf oneOf enum pattern format additionalProperties"
            + " minimum maximum minLength maxLength minItems maxItems uniqueItems minProperties dependentRequired default";

    private static final Set<String> FIELDS = Stream.of(OBJECTS, SCHEMAS)
            .flatMap(words -> Stream.of(words.split(" ", -1)))
            .collect(Collectors.toUnmodifiableSet());

    /** Their fields are named by us. */
    private static final Set<String> MAPS = Set.of(
            "paths",
            "responses",
            "content",
            "headers",
            "examples",
            "schemas",
            "securitySchemes",
            "properties",
            "dependentRequired",
            "security");

    private static final Set<String> DATA = Set.of("value", "example", "enum", "default");

    /** An unquoted comma in {@code {description: a, b}} makes a field of what follows it. */
    @Test
    void fieldWhenInTheDocumentThenOneThatItsStandardsKnow() {
        List<String> unknown = new ArrayList<>();
        unknownFields("", ROOT, false, unknown);
        assertThat(unknown).isEmpty();
    }

    private static void unknownFields(String where, JsonNode node, boolean map, List<String> unknown) {
        node.forEach(element -> {
            if (node.isArray()) {
                unknownFields(where, element, map, unknown);
            }
        });
        node.forEachEntry((name, child) -> {
            if (!map && !FIELDS.contains(name)) {
                unknown.add(where + "/" + name);
            } else if (map || !isData(name, child)) {
                unknownFields(where + "/" + name, child, !map && isMap(name, child), unknown);
            }
        });
    }

    private static boolean isData(String name, JsonNode child) {
        return DATA.contains(name) || (name.equals("examples") && child.isArray()); // a schema's
    }

    /** A list of parameters, and those to refer to by name. */
    private static boolean isMap(String name, JsonNode child) {
        return MAPS.contains(name) || (name.equals("parameters") && child.isObject());
    }

    /** A {@code #} or a comma that YAML takes for its own cuts a sentence. */
    @Test
    void descriptionWhenInTheDocumentThenAWholeSentence() {
        assertThat(ROOT.findValues("description").stream()
                        .filter(JsonNode::isString)
                        .map(text -> text.stringValue().strip())
                        .filter(text -> !text.matches("(?s).*[.)`]|(?s).*\\n\\* [^\\n]+")))
                .isEmpty();
    }

    /** Generated clients send it along, where some fields contradict others, or take the field for a required one. */
    @Test
    void fieldWhenInABodyThenWithoutADefault() {
        assertThat(ROOT.path("components").path("schemas").findValues("default"))
                .isEmpty();
    }

    /**
     * Most generators make the body of the first type, and send a {@code text/*} as it is. One of an unknown type they turn into
     * JSON, a string in quotes, unless it is binary; as first type that would be a file, whose name the Java client sends.
     */
    @Test
    void importWhenDescribedThenGeneratedClientsSendItsBodyAsItIs() {
        JsonNode content = ROOT.path("paths")
                .path("/v1/merchants/import")
                .at("/post/requestBody")
                .path("content");

        assertThat(List.copyOf(content.propertyNames())).containsExactly("text/csv", "application/x-ndjson");
        assertThat(content.path("text/csv").path("schema").has("format")).isFalse();
        assertThat(content.path("application/x-ndjson").at("/schema/format").asString(""))
                .isEqualTo("binary");
    }
}
