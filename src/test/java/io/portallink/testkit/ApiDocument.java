package io.portallink.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's description as the tests read it. It lets answers gain fields, which clients shall ignore; here an object takes the
 * fields that are described and no others, so that a field that nobody described is found.
 */
public final class ApiDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static final ApiDocument INSTANCE = new ApiDocument();

    private final JsonNode root = read();
    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private ApiDocument() {}

    public JsonNode root() {
        return root;
    }

    /**
     * The template of a path that is asked for, without its query, and of several the one that has the method; {@code null}
     * where there is none.
     */
    @Nullable
    String template(String path, String method) {
        JsonNode paths = root.path("paths");
        List<String> templates = paths.propertyNames().stream()
                .filter(template -> matches(template, path))
                .sorted(Comparator.comparing((String template) -> !template.equals(path)))
                .toList();
        return templates.stream()
                .filter(template -> paths.path(template).has(method))
                .findFirst()
                .orElse(templates.isEmpty() ? null : templates.getFirst());
    }

    /** The ids of all operations. */
    public Set<String> operations() {
        Set<String> ids = new TreeSet<>();
        root.path("paths")
                .forEach(item -> item.forEach(
                        operation -> ids.add(operation.path("operationId").asString(""))));
        ids.remove(""); // what is no operation
        return ids;
    }

    /** The id of the operation that a request is for; empty where it is for none. */
    public String operation(String method, String target) {
        String verb = method.toLowerCase(Locale.ROOT);
        String template = template(target.split("[?#]", 2)[0], verb);
        return root.path("paths")
                .path(String.valueOf(template))
                .path(verb)
                .path("operationId")
                .asString("");
    }

    /** What OPTIONS of a path should tell: what is described, and what Spring adds. */
    Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        root.path("paths").forEachEntry((template, item) -> {
            if (matches(template, path)) {
                item.forEachEntry((verb, operation) -> {
                    if (operation.has("operationId")) {
                        methods.add(verb.toUpperCase(Locale.ROOT));
                    }
                });
            }
        });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static boolean matches(String template, String path) {
        return Pattern.matches(template.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"), path);
    }

    /** The node, or what its {@code $ref} points to. */
    public JsonNode resolved(JsonNode node) {
        JsonNode ref = node.path("$ref");
        return ref.isMissingNode() ? node : resolved(root.at(ref.stringValue().substring(1)));
    }

    /** What is wrong with a value, by a schema of the document. */
    public List<String> errors(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema.toString(), ignored -> compile(schema)).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    /** The examples that are not as their schemas say, by where they stand, and bodies that have none. */
    public Map<String, List<String>> wrongExamples() {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        wrongExamples("", root, wrong);
        return wrong;
    }

    /** Of requests, answers, headers and parameters, wherever in the document. */
    private void wrongExamples(String where, JsonNode node, Map<String, List<String>> wrong) {
        if (node.path("example").isMissingNode() && node.path("examples").isMissingNode()) {
            if (where.matches(".*/content/[^/]+/[^/]*json")) {
                wrong.put(where, List.of("has no example"));
            }
        } else if (node.has("schema")) {
            JsonNode schema = node.path("schema");
            note(where, schema, node.path("example"), wrong);
            node.path("examples")
                    .forEachEntry((name, example) ->
                            note(where + " " + name, schema, resolved(example).path("value"), wrong));
        }
        node.forEachEntry((name, child) -> wrongExamples(where + "/" + name, child, wrong));
        if (node.isArray()) {
            node.forEach(child -> wrongExamples(where + "/" + child.path("name").asString("-"), child, wrong));
        }
    }

    private void note(String where, JsonNode schema, JsonNode value, Map<String, List<String>> wrong) {
        List<String> errors = value.isMissingNode() ? List.of() : errors(schema, value);
        if (!errors.isEmpty()) {
            wrong.put(where, errors);
        }
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", root.path("components"));
        return registry.getSchema(whole);
    }

    private static JsonNode read() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (InputStream in = Objects.requireNonNull(ApiDocument.class.getResourceAsStream("/openapi.yaml"))) {
            JsonNode root = JSON.valueToTree(new Yaml(options).load(in));
            close(root.path("components").path("schemas"));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDocument::close);
    }
}
