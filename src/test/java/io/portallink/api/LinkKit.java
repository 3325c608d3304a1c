package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.portallink.browser.ClockedBrokerTest;
import io.portallink.link.BrowserSecret;
import io.portallink.link.LinkId;
import io.portallink.link.PortalLinks;
import io.portallink.link.TestClock;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the tests of links over the API share: links to make and to move along, a clock to move. */
@ClockedBrokerTest
abstract class LinkKit {

    @Autowired
    TestClock clock;

    @Autowired
    PortalLinks links;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @LocalServerPort
    int port;

    @BeforeEach
    void allIsWell() {
        StubPlatforms.reset();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        clock.advance(Duration.ofMinutes(11)); // no tap stays closed, no link of another test lives
    }

    Calls calls() {
        return new Calls(port);
    }

    Http http() {
        return new Http(port);
    }

    /** A new link of {@code acme}; its id. */
    LinkId issue(String merchant, String... fields) {
        return new LinkId(created(merchant, fields).path("id").stringValue());
    }

    JsonNode created(String merchant, String... fields) {
        List<String> all = new ArrayList<>(List.of("merchant_id", "\"" + merchant + "\""));
        all.addAll(List.of(fields));
        HttpResponse<String> created = calls().open(Calls.body(all.toArray(String[]::new)));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return Http.json(created);
    }

    HttpResponse<String> get(String path) {
        return calls().call("GET", Calls.LINKS + path, "");
    }

    JsonNode read(LinkId id) {
        HttpResponse<String> answer = get("/" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }

    String status(LinkId id) {
        return read(id).path("status").stringValue();
    }

    HttpResponse<String> launch(JsonNode created) {
        return http().get(Http.path(created.path("url").stringValue()), Http.NAVIGATION);
    }

    /** Opens a link as a launch would. */
    void open(LinkId id) {
        assertThat(links.open(id, links.claim(id).orElseThrow(), BrowserSecret.next()))
                .isTrue();
    }

    /** Lets the platform fail until the link is given up. */
    void fail(LinkId id) {
        for (int i = 0; i < PortalLinks.MAX_FAILURES; i++) {
            links.release(id, links.claim(id).orElseThrow(), "platform-timeout", true);
        }
    }

    HttpResponse<String> revoke(LinkId id) {
        return calls().send(Calls.KEY, "POST", Calls.LINKS + "/" + id + "/revoke", Map.of(), "");
    }

    static List<String> texts(JsonNode array, String member) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.path(member).stringValue()));
        return texts;
    }
}
