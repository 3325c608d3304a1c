package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

class DemoLinksControllerTest {

    private static final String ID = "plk_0123456789abcdef0123456789abcdef";

    private final FakeBroker broker = new FakeBroker();
    private final FakeExpiry expiry = new FakeExpiry();
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new DemoLinksController(
                    broker, new AttemptPage(new Journal(), new Troubles(), broker), expiry, new SandboxPages()))
            .addInterceptors(new SameOrigin(new SandboxPages()))
            .build();

    @Test
    void linkWhenKnownThenItsTimelineAndAButtonToRevokeIt() throws Exception {
        http.perform(get("/sandbox/links/" + ID))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("of Northwind Candles at EasyPost</span></h1>")))
                .andExpect(content().string(Matchers.containsString("data-type=\"failed\"")))
                .andExpect(content().string(Matchers.containsString("<code>platform-timeout</code>")))
                .andExpect(content().string(Matchers.containsString("data-until=\"2026-01-01T00:05:00Z\"")))
                .andExpect(content().string(Matchers.containsString(">dies at 00:05:00 UTC</time>")))
                .andExpect(content().string(Matchers.containsString("Revoke this link")));
        assertThat(broker.calls).containsExactly("link " + ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plk_1", "plk_0123456789ABCDEF0123456789abcdef", "..", "plk_x?y"})
    void linkWhenItsIdIsNoneThen404AndNothingIsAsked(String id) throws Exception {
        http.perform(get("/sandbox/links/{id}", id)).andExpect(status().isNotFound());
        http.perform(post("/sandbox/links/{id}/revoke", id)).andExpect(status().isNotFound());
        assertThat(broker.calls).isEmpty();
    }

    @Test
    void linkWhenTheBrokerDoesNotKnowItThen404() throws Exception {
        broker.status = 404;
        http.perform(get("/sandbox/links/" + ID)).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/live", "/raw"})
    void linkWhenTheBrokerDoesNotAnswerThen503AndSaysSo(String part) throws Exception {
        broker.status = 503;
        http.perform(get("/sandbox/links/" + ID + part))
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(Matchers.containsString("The broker does not answer")));
    }

    @Test
    void revokeWhenTheBrokerDoesNotAnswerThen503() throws Exception {
        broker.status = 503;
        http.perform(post("/sandbox/links/" + ID + "/revoke")).andExpect(status().isServiceUnavailable());
    }

    @Test
    void brokerWhenNobodyListensThenAnAnswerThatSaysSo() throws Exception {
        assertThat(new BrokerClient(new SandboxAddress(portOfNobody()))
                        .latest(1)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void answerWhenPrintedThenWithoutItsLink() {
        assertThat(new BrokerClient.Answer(
                        201, JsonMapper.builder().build().readTree("{\"url\": \"http://localhost:8080/launch/abc\"}")))
                .hasToString("Answer[201]");
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket listened = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listened.getLocalPort();
        }
    }

    @Test
    void revokeWhenFromOwnPageThenRevokedAndFromElsewhereRefused() throws Exception {
        http.perform(post("/sandbox/links/" + ID + "/revoke").header("Sec-Fetch-Site", "cross-site"))
                .andExpect(status().isForbidden());
        assertThat(broker.calls).isEmpty();
        http.perform(post("/sandbox/links/" + ID + "/revoke").header("Sec-Fetch-Site", "same-origin"))
                .andExpect(redirectedUrl("/sandbox/links/" + ID));
        assertThat(broker.calls).containsExactly("revoke " + ID);
    }

    @Test
    void liveWhenAskedThenThePartThatGrowsAlone() throws Exception {
        http.perform(get("/sandbox/links/" + ID + "/live"))
                .andExpect(content().string(Matchers.containsString("data-type=\"failed\"")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("<main"))));
    }

    @Test
    void rawWhenAskedThenWhatTheBrokerSaysNowAndNothingElse() throws Exception {
        http.perform(get("/sandbox/links/" + ID))
                .andExpect(content()
                        .string(Matchers.containsString("<pre data-live=\"/sandbox/links/" + ID + "/raw\">{")));
        broker.now = "opened";
        http.perform(get("/sandbox/links/" + ID + "/raw"))
                .andExpect(content().string(Matchers.startsWith("{")))
                .andExpect(content().string(Matchers.containsString("&quot;status&quot; : &quot;opened&quot;")));
    }

    @Test
    void expireWhenFromOwnPageThenExpiredAndFromElsewhereRefused() throws Exception {
        http.perform(post("/sandbox/links/" + ID + "/expire").header("Sec-Fetch-Site", "cross-site"))
                .andExpect(status().isForbidden());
        http.perform(post("/sandbox/links/plk_1/expire")).andExpect(status().isNotFound());
        assertThat(expiry.expired).isEmpty();
        http.perform(post("/sandbox/links/" + ID + "/expire").param("back", "b".repeat(24)))
                .andExpect(redirectedUrl("/sandbox/open/" + "b".repeat(24)));
        assertThat(expiry.expired).containsExactly(ID);
    }

    @Test
    void expireWhenTheLinkDoesNotWaitThenSaysSo() throws Exception {
        expiry.waits = false;
        http.perform(post("/sandbox/links/" + ID + "/expire").param("back", "b".repeat(24)))
                .andExpect(status().isConflict())
                .andExpect(content().string(Matchers.containsString("Nothing to expire")));
    }

    @Test
    void linkWhenItWasOpenedThenRevokingIsAllThatIsOffered() throws Exception {
        String waiting = "/expire\" data-while=\"issued\">";
        http.perform(get("/sandbox/links/" + ID)).andExpect(content().string(Matchers.containsString(waiting)));
        broker.now = "opened";
        http.perform(get("/sandbox/links/" + ID))
                .andExpect(content().string(Matchers.not(Matchers.containsString(waiting))))
                .andExpect(content().string(Matchers.containsString("/expire\" data-while=\"issued\" hidden>")))
                .andExpect(content().string(Matchers.containsString("failed expired\"><button class=\"danger\">")));
    }

    private static final class FakeExpiry extends LinkExpiry {

        private final List<String> expired = new ArrayList<>();
        private boolean waits = true;

        FakeExpiry() {
            super(JdbcClient.create(new DriverManagerDataSource()), new MutableClock());
        }

        @Override
        boolean expire(String id) {
            expired.add(id);
            return waits;
        }
    }

    private static final class FakeBroker extends BrokerClient {

        private final List<String> calls = new ArrayList<>();
        private int status = 200;
        private String now = "issued";

        FakeBroker() {
            super(new SandboxAddress(8080));
        }

        @Override
        Answer link(String id) {
            calls.add("link " + id);
            return answer(now);
        }

        @Override
        Answer revoke(String id) {
            calls.add("revoke " + id);
            return answer("revoked");
        }

        private Answer answer(String now) {
            return new Answer(status, JsonMapper.builder().build().readTree("""
                    {"id": "%s", "merchant_id": "m_easypost", "platform": "easypost", "status": "%s",
                     "expires_at": "2026-01-01T00:05:00Z",
                     "events": [{"type": "failed", "at": "2026-01-01T00:00:00Z", "code": "platform-timeout"}]}""".formatted(ID, now)));
        }
    }
}
