package io.portallink.sandbox;

import tools.jackson.databind.JsonNode;

/** A platform's request as it would go over the wire, from what the broker tells of it in a dry run, masked. */
final class WireText {

    private WireText() {}

    /** @param dryRun the broker's answer; what it would send is its member {@code request} */
    static String request(JsonNode dryRun) {
        JsonNode request = dryRun.path("request");
        StringBuilder text = new StringBuilder();
        text.append(request.path("method").stringValue(""))
                .append(' ')
                .append(request.path("url").stringValue(""));
        request.path("headers")
                .properties()
                .forEach(header -> text.append('\n')
                        .append(header.getKey())
                        .append(": ")
                        .append(header.getValue().stringValue("")));
        JsonNode body = request.path("body");
        return text.append("\n\n")
                .append(body.isObject() ? body.toPrettyString() : "(no body)")
                .toString();
    }

    /** What would be set on the URL that comes back; empty for nothing. */
    static String parameters(JsonNode dryRun) {
        StringBuilder text = new StringBuilder();
        dryRun.path("request")
                .path("url_parameters")
                .properties()
                .forEach(parameter -> text.append(text.isEmpty() ? "" : "\n")
                        .append(parameter.getKey())
                        .append('=')
                        .append(parameter.getValue().stringValue("")));
        return text.toString();
    }
}
