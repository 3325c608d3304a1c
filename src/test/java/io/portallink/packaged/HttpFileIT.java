package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.ApiDocument;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends what is in {@code portal-link-broker.http} to a sandbox, in order; each is answered as the file says. */
@Tag("full")
class HttpFileIT {

    private static final Path FILE = Path.of("src", "docs", "portal-link-broker.http");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([\\w.]+)}}");

    private final Map<String, String> variables = new HashMap<>();

    @Test
    void requestsWhenSentInOrderThenAnsweredAsTheFileSays(@TempDir Path folder) throws IOException {
        List<String> blocks = List.of(Files.readString(FILE).split("(?m)^### ", -1));
        blocks.getFirst().lines().filter(line -> line.startsWith("@")).forEach(this::define);
        assertThat(variables).containsEntry("host", "http://localhost:8080");
        variables.put("host", ""); // this sandbox has a port of its own
        try (BrokerProcess sandbox = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox")) {
            sandbox.awaitReady();
            Http http = sandbox.http();
            List<String> told = new ArrayList<>();
            List<String> answered = new ArrayList<>();
            for (String block : blocks.subList(1, blocks.size())) {
                Request request = Request.of(block);
                told.add(request.title() + ": " + request.answer());
                answered.add(request.title() + ": " + send(http, request));
            }
            assertThat(told).hasSizeGreaterThan(20);
            assertThat(answered).isEqualTo(told);
        }
    }

    @Test
    void operationsWhenDescribedThenTriedInTheFile() throws IOException {
        Set<String> tried = new TreeSet<>();
        List<String> blocks = List.of(Files.readString(FILE).split("(?m)^### ", -1));
        for (String block : blocks.subList(1, blocks.size())) {
            Request request = Request.of(block);
            tried.add(ApiDocument.INSTANCE.operation(
                    request.method(), request.url().replace("{{host}}", "")));
        }
        assertThat(tried).isEqualTo(ApiDocument.INSTANCE.operations());
    }

    private void define(String line) {
        String[] parts = line.substring(1).split(" = ", 2);
        variables.put(parts[0], parts[1]);
    }

    private String send(Http http, Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, filled(value)));
        HttpResponse<String> answer =
                http.send(request.method(), filled(request.url()), headers, filled(request.body()));
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        if (json && !request.name().isEmpty()) {
            variables.put(
                    request.name() + ".response.body.id",
                    Http.json(answer).path("id").asString(""));
        }
        List<String> all = new ArrayList<>(List.of(String.valueOf(answer.statusCode())));
        answer.headers().firstValue("Content-Type").ifPresent(all::add);
        if (answer.statusCode() >= 400) {
            all.add(Http.json(answer).path("code").asString(""));
        }
        return String.join(" ", all);
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            assertThat(variables).containsKey(found.group(1));
            return Matcher.quoteReplacement(variables.get(found.group(1)));
        });
    }

    /** One request of the file, and what it says about the answer: status, content type, problem code. */
    private record Request(
            String title,
            String name,
            String answer,
            String method,
            String url,
            Map<String, String> headers,
            String body) {

        static Request of(String block) {
            String[] parts = block.strip().split("\n\n", 2);
            String[] lines = parts[0].split("\n", -1);
            Map<String, String> notes = new HashMap<>();
            Map<String, String> headers = new LinkedHashMap<>();
            String[] first = {};
            for (String line : List.of(lines).subList(1, lines.length)) {
                if (line.startsWith("# ")) {
                    String[] note = line.substring(2).split(" ", 2);
                    notes.put(note[0], note.length == 1 ? "" : note[1]); // @no-redirect is a word alone
                } else if (first.length == 0) {
                    first = line.split(" ", 2);
                } else {
                    String[] header = line.split(": ", 2);
                    headers.put(header[0], header[1]);
                }
            }
            return new Request(
                    lines[0],
                    notes.getOrDefault("@name", ""),
                    notes.getOrDefault("answer:", "nothing"),
                    first[0],
                    first[1],
                    headers,
                    parts.length == 1 ? "" : parts[1]);
        }
    }
}
