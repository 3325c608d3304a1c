package io.portallink.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** A description's texts and schemas as HTML: the little of Markdown that {@code openapi.yaml} uses, and types in words. */
final class ApiWords {

    private static final String SCHEMAS = "#/components/schemas/";

    private ApiWords() {}

    /** Paragraphs and lists. */
    static String prose(JsonNode description) {
        StringBuilder html = new StringBuilder();
        for (String block : description.asString("").strip().split("\\n\\s*\\n", -1)) {
            String[] items = block.split("(?m)^\\* ", -1);
            if (!items[0].isBlank()) {
                html.append("<p>").append(inline(items[0])).append("</p>");
            }
            if (items.length > 1) {
                html.append("<ul>");
                for (String item : List.of(items).subList(1, items.length)) {
                    html.append("<li>").append(inline(item)).append("</li>");
                }
                html.append("</ul>");
            }
        }
        return html.toString();
    }

    private static String inline(String text) {
        return escaped(text.strip())
                .replaceAll("`([^`]+)`", "<code>$1</code>")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>")
                .replaceAll("\\*([\\w ]+)\\*", "<em>$1</em>");
    }

    /** What a value may be; other schemas are linked. */
    static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").stringValue().substring(SCHEMAS.length());
            return "<a href=\"#schema-" + name + "\">" + name + "</a>";
        }
        if (schema.has("allOf")) {
            return type(schema.path("allOf").path(0));
        }
        if (schema.has("oneOf")) {
            return schema.path("oneOf").valueStream().map(ApiWords::type).collect(Collectors.joining(" or "));
        }
        if (schema.has("enum")) {
            return "one of " + codes(schema.path("enum"));
        }
        List<String> words = new ArrayList<>(List.of(kind(schema)));
        words.addAll(limits(schema));
        return String.join(", ", words);
    }

    private static String kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.asString("").equals("array")) {
            return "list of " + type(schema.path("items"));
        }
        String kind = type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString("any");
        JsonNode values = schema.path("additionalProperties");
        return escaped(kind) + (values.isObject() ? " of " + type(values) : "");
    }

    private static List<String> limits(JsonNode schema) {
        List<String> limits = new ArrayList<>();
        String format = schema.path("format").asString("");
        if (!format.isEmpty() && !format.startsWith("int")) {
            limits.add(escaped(format));
        }
        range(schema, "minLength", "maxLength", " characters", limits);
        range(schema, "minimum", "maximum", "", limits);
        range(schema, "minItems", "maxItems", " entries", limits);
        if (schema.has("pattern")) {
            limits.add("<code>" + escaped(schema.path("pattern").stringValue()) + "</code>");
        }
        if (schema.has("default")) {
            limits.add("default <code>" + escaped(schema.path("default").asString()) + "</code>");
        }
        return limits;
    }

    private static void range(JsonNode schema, String least, String most, String unit, List<String> limits) {
        if (schema.has(least) && schema.has(most)) {
            limits.add(schema.path(least).asString() + "–" + schema.path(most).asString() + unit);
        } else if (schema.has(most)) {
            limits.add("at most " + schema.path(most).asString() + unit);
        } else if (schema.has(least)) {
            limits.add("at least " + schema.path(least).asString() + unit);
        }
    }

    private static String codes(JsonNode values) {
        return values.valueStream()
                .map(value -> "<code>" + escaped(value.asString()) + "</code>")
                .collect(Collectors.joining(", "));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
