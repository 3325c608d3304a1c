package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.idempotency.IdempotencyKeys;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds an idempotency key, and for how long: in flight, after a problem, after a crash, after a day. */
class IdempotencyHoldTest extends IdempotencyKit {

    private static final Duration LEASE = Duration.ofSeconds(15);

    @Autowired
    private JdbcClient jdbc;

    @Test
    void keyWhenItsCreationIsUnderWayThenInFlightAndAnotherRequestAMismatch() throws Exception {
        String key = fresh();
        String body = direct("m_flight");
        CompletableFuture<HttpResponse<String>> slow = underWay(key, body);

        HttpResponse<String> second = open(key, body);

        Calls.assertProblem(second, 409, "idempotency-in-flight");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        Calls.assertProblem(open(key, direct("m_else")), 422, "idempotency-mismatch");
        assertThat(countOf("m_flight")).isZero();
        String id = assertCreated(slow.get(10, TimeUnit.SECONDS)).path("id").stringValue();
        assertReplayed(open(key, body), id);
        StubPlatforms.easyPost().verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void keyWhenItsProcessDiedThenFreeAfterTheLeaseAndTheLateOneStoresNothing() throws Exception {
        String key = fresh();
        String body = direct("m_outlived");
        CompletableFuture<HttpResponse<String>> slow = underWay(key, body);
        clock.advance(LEASE.minusMillis(1));
        Calls.assertProblem(open(key, body), 409, "idempotency-in-flight");
        clock.advance(Duration.ofMillis(1));
        StubPlatforms.reset();

        String id = assertCreated(open(key, body)).path("id").stringValue();

        Calls.assertProblem(slow.get(10, TimeUnit.SECONDS), 409, "idempotency-in-flight");
        assertReplayed(open(key, body), id);
        assertThat(countOf("m_outlived")).isEqualTo(1);
    }

    @Test
    void keyWhenItsCreationWasLateThenWhatItSupersedesStays() throws Exception {
        String key = fresh();
        String body = body("merchant_id", "\"m_undone\"", "mode", "\"direct\"", "supersede", "true");
        CompletableFuture<HttpResponse<String>> slow = underWay(key, body);
        clock.advance(LEASE);
        StubPlatforms.reset();
        assertCreated(open(key, body));
        var younger = issue("m_undone");

        assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(409);
        assertThat(status(younger)).isEqualTo("issued");
    }

    @Test
    void keyWhenItsCreationOutlivesTheLeaseAndNobodyElseCameThenItIsDone() throws Exception {
        String key = fresh();
        CompletableFuture<HttpResponse<String>> slow = underWay(key, direct("m_alone"));
        clock.advance(LEASE);

        String id = assertCreated(slow.get(10, TimeUnit.SECONDS)).path("id").stringValue();
        assertReplayed(open(key, direct("m_alone")), id);
    }

    @Test
    void keyWhenItsCreationEndedInAProblemThenFreeForAnyRequest() {
        String key = fresh();
        StubPlatforms.easyPost().stubFor(post(anyUrl()).willReturn(aResponse().withStatus(401)));
        Calls.assertProblem(open(key, direct("m_freed")), 502, "platform-credentials-rejected");
        StubPlatforms.reset();
        Calls.assertProblem(
                open(key, body("return_url", "\"https://evil.example/\"")), 422, "return-url-not-registered");
        Calls.assertProblem(open(key, body("account", "", "merchant_id", "\"m_no\"")), 404, "merchant-not-found");
        Calls.assertProblem(
                open(key, body("platform", "\"shipengine\"", "page", "\"reports\"")), 422, "page-not-supported");

        String id = assertCreated(open(key, body())).path("id").stringValue();

        assertReplayed(open(key, body()), id);
    }

    @Test
    void keyWhenADayIsOverThenFreeAndNotBefore() {
        String key = fresh();
        String id = assertCreated(open(key, body())).path("id").stringValue();
        clock.advance(IdempotencyKeys.MEMORY.minusMillis(1));
        assertReplayed(open(key, body()), id);
        Calls.assertProblem(open(key, body("state", "\"s\"")), 422, "idempotency-mismatch");
        clock.advance(Duration.ofMillis(1));

        String second =
                assertCreated(open(key, body("state", "\"s\""))).path("id").stringValue();

        assertThat(second).isNotEqualTo(id);
        assertReplayed(open(key, body("state", "\"s\"")), second);
    }

    @Test
    void keyWhenItsLinkIsPastRetentionThenFree() {
        String key = fresh();
        String id = assertCreated(open(key, body())).path("id").stringValue();
        assertThat(jdbc.sql("DELETE FROM portal_link WHERE id = :id")
                        .param("id", id)
                        .update())
                .isEqualTo(1);

        String second = assertCreated(open(key, body())).path("id").stringValue();

        assertReplayed(open(key, body()), second);
    }

    @Test
    void rowWhenStoredThenHoldsNothingOfKeyOrRequestInClear() {
        String key = "key in clear " + fresh();
        assertCreated(open(key, body("account", "\"account-in-clear\"", "state", "\"state in clear\"")));

        String rows =
                jdbc.sql("SELECT * FROM idempotency_key").query().listOfRows().toString();

        assertThat(rows).contains("acme").doesNotContain("clear").doesNotContain(key.substring(13));
    }

    private static String direct(String merchant) {
        return body("merchant_id", "\"" + merchant + "\"", "mode", "\"direct\"");
    }

    /** A creation under the key that has reached the platform, which takes its time. */
    private CompletableFuture<HttpResponse<String>> underWay(String key, String body) throws InterruptedException {
        StubPlatforms.easyPost()
                .stubFor(post(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(201)
                                .withFixedDelay(3000)
                                .withBody(StubPlatforms.easyPostBody(clock.instant()))));
        CompletableFuture<HttpResponse<String>> slow = CompletableFuture.supplyAsync(() -> open(key, body));
        while (StubPlatforms.easyPost().findAll(postRequestedFor(anyUrl())).isEmpty()) {
            assertThat(slow).isNotDone();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return slow;
    }
}
