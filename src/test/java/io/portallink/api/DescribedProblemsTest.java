package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Problem;
import io.portallink.testkit.ApiDocument;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** Each problem is an example in {@code openapi.yaml}, is met at some call with its status, and has a page. */
@BrokerTest
class DescribedProblemsTest {

    private static final JsonNode ROOT = ApiDocument.INSTANCE.root();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @EnumSource
    void problemWhenThereIsOneThenItsExampleIsLikeIt(Problem problem) {
        JsonNode example = ROOT.at("/components/examples/" + problem.code() + "/value");

        assertThat(example.path("status").asInt(0)).isEqualTo(problem.status());
        assertThat(example.path("code").asString("")).isEqualTo(problem.code());
        assertThat(example.path("type").asString("")).isEqualTo("/problems/" + problem.code());
        assertThat(example.path("title").asString("")).isEqualTo(problem.title());
    }

    @ParameterizedTest
    @EnumSource
    void problemWhenThereIsOneThenDescribedWithItsStatusOnly(Problem problem) {
        Set<String> statuses = new TreeSet<>();
        ROOT.path("paths")
                .forEach(item -> item.forEach(operation -> operation
                        .path("responses")
                        .forEachEntry((status, response) -> note(problem, status, response, statuses))));
        JsonNode responses = ROOT.at("/components/responses");
        note(problem, "404", responses.path("UnknownPath"), statuses);
        note(problem, "405", responses.path("MethodNotAllowed"), statuses);

        assertThat(statuses).containsExactly(String.valueOf(problem.status()));
    }

    private static void note(Problem problem, String status, JsonNode response, Set<String> statuses) {
        if (ApiDocument.INSTANCE
                .resolved(response)
                .at("/content/application~1problem+json/examples")
                .has(problem.code())) {
            statuses.add(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pageWhenAProblemsTypeIsFollowedThenCauseAndRemedy(Problem problem) {
        HttpResponse<String> page = new Http(port).get("/problems/" + problem.code(), Map.of());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(HtmlUtils.htmlUnescape(page.body()))
                .contains("Cause: " + problem.cause(), "Remedy: " + problem.remedy());
        assertThat(List.of(problem.cause(), problem.remedy()))
                .allSatisfy(text -> assertThat(text).endsWith("."));
    }

    /** An import has a limit and types of its own. */
    @Test
    void remedyWhenABodyIsRefusedThenThatOfBothKindsOfBody() {
        assertThat(Problem.PAYLOAD_TOO_LARGE.remedy())
                .contains(JsonBody.LIMIT / 1024 + " KiB", ImportBody.LIMIT / 1024 / 1024 + " MiB");
        assertThat(Problem.UNSUPPORTED_MEDIA_TYPE.remedy())
                .contains("application/json", "application/x-ndjson", "text/csv", "UTF-8");
    }

    @Test
    void pageWhenNoProblemHasThatCodeThen404() {
        assertThat(new Http(port).get("/problems/no-such-problem", Map.of()).statusCode())
                .isEqualTo(404);
    }
}
