package io.portallink.sandbox;

import io.portallink.web.PageStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code openapi.yaml} by its tags, with the schemas and the problems behind, as the page of it shows them. */
final class ApiReference {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode root;
    private final ApiMessages messages;

    ApiReference(JsonNode root) {
        this.root = root;
        this.messages = new ApiMessages(root);
    }

    static ApiReference read() {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return new ApiReference(JSON.valueToTree(yaml.load(PageStyle.read("openapi.yaml"))));
    }

    Map<String, Object> model() {
        return Map.of(
                "title",
                "The API",
                "introduction",
                ApiWords.prose(root.at("/info/description")),
                "groups",
                root.path("tags").valueStream().map(this::group).toList(),
                "schemas",
                schemas(),
                "problems",
                problems());
    }

    private Group group(JsonNode tag) {
        String name = tag.path("name").asString("");
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)
                            && operation.path("tags").path(0).asString("").equals(name)) {
                        operations.add(operation(method, path, item, operation));
                    }
                }));
        String id = "tag-" + name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return new Group(id, name, ApiWords.prose(tag.path("description")), operations);
    }

    private Operation operation(String method, String path, JsonNode item, JsonNode operation) {
        List<ApiMessages.Field> parameters = new ArrayList<>(messages.parameters(item.path("parameters")));
        parameters.addAll(messages.parameters(operation.path("parameters")));
        List<ApiMessages.Answer> answers = new ArrayList<>();
        operation.path("responses").forEachEntry((status, response) -> answers.add(messages.answer(status, response)));
        return new Operation(
                operation.path("operationId").asString(""),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("summary").asString(""),
                ApiWords.prose(operation.path("description")),
                parameters,
                messages.bodies(operation.path("requestBody")),
                answers);
    }

    private List<Schema> schemas() {
        List<Schema> schemas = new ArrayList<>();
        root.at("/components/schemas")
                .forEachEntry((name, schema) -> schemas.add(new Schema(
                        name,
                        ApiWords.prose(schema.path("description")),
                        ApiWords.type(schema),
                        ApiMessages.fields(schema))));
        return schemas;
    }

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        root.at("/components/examples").forEachEntry((code, example) -> {
            JsonNode value = example.path("value");
            problems.add(new Problem(
                    code, value.path("status").asInt(0), value.path("title").asString("")));
        });
        return problems;
    }

    /** A tag and its operations. */
    record Group(String id, String name, String about, List<Operation> operations) {}

    /** What the template names it by; texts that are called {@code about} are HTML. */
    record Operation(
            String id,
            String method,
            String path,
            String summary,
            String about,
            List<ApiMessages.Field> parameters,
            List<ApiMessages.Body> bodies,
            List<ApiMessages.Answer> answers) {

        boolean anyParameters() {
            return !parameters.isEmpty();
        }

        boolean anyBodies() {
            return !bodies.isEmpty();
        }
    }

    /** With its fields, or with what else it is. */
    record Schema(String name, String about, String type, List<ApiMessages.Field> fields) {

        boolean anyFields() {
            return !fields.isEmpty();
        }
    }

    /** A line of the table of problems. */
    record Problem(String code, int status, String title) {}
}
