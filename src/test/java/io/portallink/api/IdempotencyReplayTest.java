package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The same request under the same key: the same link as it stands now, and never another. */
class IdempotencyReplayTest extends IdempotencyKit {

    @Test
    void replayWhenStillIssuedThenTheSameAnswerAndItsUrlWorks() {
        String key = fresh();
        JsonNode first = assertCreated(open(key, body("merchant_id", "\"m_same\"")));

        JsonNode second = assertReplayed(open(key, body("merchant_id", "\"m_same\"")), id(first));

        assertThat(second).isEqualTo(first);
        assertThat(countOf("m_same")).isEqualTo(1);
        assertThat(launch(second).headers().firstValue("Location")).contains(StubPlatforms.EASYPOST_URL);
        assertNoUrl(key, body("merchant_id", "\"m_same\""), first, "opened");
    }

    @Test
    void replayWhenLinkEndedOrIsBeingOpenedThenWithoutUrl() {
        ended("revoked", this::revoke);
        ended("failed", this::fail);
        ended("opening", id -> assertThat(links.claim(id)).isPresent());
        ended("opened", this::open);
        ended("expired", ignored -> clock.advance(Duration.ofMinutes(5)));
    }

    private void ended(String status, Consumer<LinkId> move) {
        String key = fresh();
        JsonNode first = assertCreated(open(key, body()));
        move.accept(new LinkId(id(first)));
        assertNoUrl(key, body(), first, status);
    }

    private void assertNoUrl(String key, String body, JsonNode first, String status) {
        JsonNode second = assertReplayed(open(key, body), id(first));
        ObjectNode expected = (ObjectNode) first.deepCopy();
        expected.remove("url");
        expected.put("status", status);
        assertThat(second).isEqualTo(expected);
    }

    @Test
    void replayWhenDirectThenWithoutUrlAndNeverASecondMint() {
        String key = fresh();
        String body = body("mode", "\"direct\"");
        JsonNode first = assertCreated(open(key, body));

        assertNoUrl(key, body, first, "opened");
        StubPlatforms.easyPost().verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void replayWhenItSupersededThenRevokesNoMore() {
        String key = fresh();
        LinkId older = issue("m_super");
        String body = body("merchant_id", "\"m_super\"", "supersede", "true");
        String id = id(assertCreated(open(key, body)));
        LinkId younger = issue("m_super");

        assertThat(assertReplayed(open(key, body), id).has("url")).isTrue();

        assertThat(status(older)).isEqualTo("revoked");
        assertThat(status(younger)).isEqualTo("issued");
        assertThat(status(new LinkId(id))).isEqualTo("issued");
    }

    @Test
    void keyWhenAnotherTenantsThenIndependent() {
        String key = fresh();
        String first = id(assertCreated(open(key, body())));

        String other = id(assertCreated(openAs("bare-key", key, JSON, body())));

        assertThat(other).isNotEqualTo(first);
        assertReplayed(openAs("bare-key", key, JSON, body()), other);
        assertCreated(open(key + "x", body()));
        assertReplayed(open(key, body()), first);
    }

    @Test
    void replayWhenAskedWithAnotherOfTheTenantsKeysThenTheSame() {
        String key = fresh();
        String id = id(assertCreated(open(key, body())));

        assertReplayed(openAs("acme-links-key", key, JSON, body()), id);
        assertThat(Http.json(openAs("acme-links-key", key, JSON, body()))
                        .path("status")
                        .asString())
                .isEqualTo("issued");
    }
}
