package io.portallink.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import io.portallink.testkit.RawClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** A query parameter that a call does not take is refused by name, on every call under {@code /v1}. */
class UnknownParametersTest extends LinkKit {

    @Autowired
    private RequestMappingHandlerMapping mappings;

    /** By the mappings themselves, so that none can be forgotten. */
    @Test
    void callWhenAParameterIsUnknownThenNamedWhateverTheCall() {
        List<String> calls = new ArrayList<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/v1/"))
                        .forEach(path -> info.getMethodsCondition().getMethods().forEach(method -> {
                            String target =
                                    path.replaceAll("\\{platform}", "easypost").replaceAll("\\{\\w+}", "m_1");
                            calls.add(method + " " + target);
                            HttpResponse<String> answer =
                                    calls().call(method.name(), target + "?dry_run=true&limit_=1", "");
                            assertThat(Calls.wrongFields(answer))
                                    .as(method + " " + target)
                                    .containsExactlyInAnyOrder("dry_run", "limit_");
                        })));
        assertThat(calls).hasSizeGreaterThan(10).contains("POST /v1/portal-links", "POST /v1/merchants/import");
    }

    @Test
    void openWhenAParameterIsUnknownThenNoLinkIsMade() {
        HttpResponse<String> answer =
                calls().call("POST", Calls.LINKS + "?dry_run=true", Calls.body("merchant_id", "\"m_unread\""));

        assertThat(Calls.wrongFields(answer)).containsExactly("dry_run");
        assertThat(Http.json(get("?merchant_id=m_unread")).path("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dry_run, dry_run",
        "dry_run=, dry_run",
        "Dry_Run=true, Dry_Run",
        "expand[]=data, expand[]",
        "expand%5B%5D=data, expand[]",
        "filter.status=x, filter.status",
        "a&b=1&a, 'a, b'",
        "x=%zz, x",
        "x=%ff, x",
        "x=a+b%00, x",
        "a+b=1, query",
        "%00=1, query",
        "%zz=1, query",
        "=1, query",
        "gr%C3%B6%C3%9Fe=1, größe",
        "%E2%80%AEabc=1, query"
    })
    void openWhenAParameterIsSpelledOddlyThenNamedAsFarAsItCanBe(String query, String fields) {
        assertThat(wrongFields("POST", Calls.LINKS + "?" + query, Calls.body())).isEqualTo(List.of(fields.split(", ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?&", "?&&"})
    void openWhenTheQueryIsEmptyThenCreated(String query) {
        assertThat(RawCalls.send(port, "POST", Calls.LINKS + query, List.of(), Calls.body())
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/merchants?limit=1&limit=2, limit",
        "/v1/merchants?limit=1&%6Cimit=1, limit",
        "/v1/merchants?limit=%zz, limit",
        "/v1/merchants?&&&&&&&&&&&&&&&&&&&&&&&&limit=1&dry_run=true, dry_run",
        "/v1/merchants?cursor=%ff, cursor",
        "/v1/portal-links?status=issued&status=opened, status",
        "/v1/portal-links?merchant_id=%00, merchant_id",
        "/v1/portal-links?merchant_id=m_1%0a, merchant_id"
    })
    void listWhenAParameterIsRepeatedUnreadableOrUnknownThenNamed(String target, String field) {
        assertThat(wrongFields("GET", target, "")).containsExactly(field);
    }

    /** However many come and however long they are, the answer stays small. */
    @Test
    void callWhenThereAreThousandsOfParametersThenTheAnswerIsSmall() {
        String query = IntStream.range(0, 3000)
                .mapToObj(i -> "p" + i)
                .reduce((a, b) -> a + "&" + b)
                .orElseThrow();
        for (String target : List.of("/v1/merchants?" + query, "/v1/merchants?" + "n".repeat(10_000))) {
            RawClient.Answer answer = RawCalls.send(port, "GET", target, List.of(), "");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).hasSizeLessThan(4000).contains("\"errors\":");
        }
    }

    @ParameterizedTest
    @MethodSource
    void callWhenAnotherProblemComesFirstThenThat(String key, String path, int status, String code) {
        Calls.assertProblem(calls().send(key, "GET", path + "?x=1", Map.of(), ""), status, code);
    }

    static Stream<Arguments> callWhenAnotherProblemComesFirstThenThat() {
        return Stream.of(
                Arguments.of("wrong", "/v1/platforms", 401, "unauthorized"),
                Arguments.of("acme-merchants-key", "/v1/platforms", 403, "forbidden"),
                Arguments.of("acme-key", "/v1/nothing", 404, "not-found"));
    }

    /** A form's fields are no query: its type is what is wrong with it. */
    @Test
    void importWhenTheBodyIsAFormThenItsTypeIsRefused() {
        Calls.assertProblem(
                calls().send(
                                Calls.KEY,
                                "POST",
                                Imports.PATH,
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                "a=b"),
                415,
                "unsupported-media-type");
    }

    @Test
    void pageWhenAParameterIsUnknownThenItChangesNothing() {
        assertThat(http().get("/openapi.yaml?v=2", Map.of()).statusCode()).isEqualTo(200);
        assertThat(http().get("/problems/forbidden?v=2", Map.of()).statusCode()).isEqualTo(200);
    }

    private List<String> wrongFields(String method, String target, String body) {
        RawClient.Answer answer = RawCalls.send(port, method, target, List.of(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        String text = new String(answer.body().getBytes(ISO_8859_1), UTF_8);
        return texts(
                JsonMapper.shared()
                        .readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1))
                        .path("errors"),
                "field");
    }
}
