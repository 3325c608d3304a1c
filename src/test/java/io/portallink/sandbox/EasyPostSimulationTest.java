package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.portallink.portal.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

class EasyPostSimulationTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEY = "EZAK-test";
    private static final String REFRESH = "http://localhost:8080/refresh/" + "r".repeat(40);
    private static final String RETURN = "http://localhost:8080/return/" + "t".repeat(40);
    private static final String ACCOUNT = account(DemoMerchant.M_EASYPOST);

    private final MutableClock clock = new MutableClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> answersMeanwhile = new ArrayList<>();
    private final Journal journal = new Journal();
    private final Troubles troubles = new Troubles();
    private final EasyPostSessions sessions = new EasyPostSessions(clock);
    private final MockMvc http = MockMvcBuilders.standaloneSetup(
                    new EasyPostApi(
                            new EasyPostSimulator(
                                    Optional.of(new Secret(KEY)),
                                    sessions,
                                    new SandboxAddress(8080),
                                    troubles,
                                    this::pause),
                            journal,
                            clock),
                    new EasyPostPortal(sessions, new SandboxPages()))
            .build();

    @Test
    void createWhenAllIsRightThen201WithALinkFor300Seconds() throws Exception {
        ask(body(ACCOUNT))
                .andExpect(status().isCreated())
                .andExpect(header().exists("x-ep-request-uuid"))
                .andExpect(header().string("Cache-Control", Matchers.containsString("no-store")))
                .andExpect(jsonPath("$.object").value("CustomerPortalAccountLink"))
                .andExpect(jsonPath("$.created_at").value("2026-11-21T10:00:00Z"))
                .andExpect(jsonPath("$.expires_at").value("2026-11-21T10:05:00Z"))
                .andExpect(jsonPath("$.link")
                        .value(Matchers.matchesPattern(
                                "http://localhost:8080/sandbox/easypost/customer-portal/account-management"
                                        + "\\?session_id=[A-Za-z0-9_-]{16}")));
    }

    @ParameterizedTest
    @CsvSource({"''", "Bearer EZAK-test", "Basic !!!", "Basic RVpBSy1vdGhlcjo=", "Basic RVpBSy10ZXN0"})
    void createWhenKeyIsWrongThen401InItsShape(String authorization) throws Exception {
        http.perform(post("/sandbox/easypost/v2/customer_portal/account_link")
                        .header("Authorization", authorization)
                        .content(JSON.writeValueAsBytes(body(ACCOUNT))))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.error.code").value("UNAUTHORIZED"))
                .andExpect(jsonPath("$.error.errors").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "M_UNKNOWN, 404, NOT_FOUND",
        "M_DENIED, 403, MODE.UNAUTHORIZED",
        "M_LIMITED, 429, RATE_LIMITED",
    })
    void createWhenFailureAccountThenItsError(DemoMerchant merchant, int status, String code) throws Exception {
        ask(body(account(merchant)))
                .andExpect(status().is(status))
                .andExpect(header().doesNotExist("Retry-After"))
                .andExpect(jsonPath("$.error.code").value(code));
    }

    @ParameterizedTest
    @CsvSource({"M_DOWN, 503", "M_GARBAGE, 200"})
    void createWhenDownOrGarbageThenHtml(DemoMerchant merchant, int status) throws Exception {
        ask(body(account(merchant)))
                .andExpect(status().is(status))
                .andExpect(content().contentTypeCompatibleWith("text/html"));
    }

    @Test
    void createWhenNoSuchUserThen404() throws Exception {
        ask(body("user_" + "0".repeat(32))).andExpect(status().isNotFound());
    }

    @Test
    void createWhenSlowAccountThenAnswersAfter20Seconds() throws Exception {
        ask(body(account(DemoMerchant.M_SLOW))).andExpect(status().isCreated());
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
        assertThat(answersMeanwhile).containsExactly(Journal.PENDING);
    }

    private void pause(Duration time) {
        pauses.add(time);
        journal.last(DemoMerchant.M_SLOW, DemoMerchant.EASYPOST)
                .ifPresent(exchange -> answersMeanwhile.add(exchange.answer()));
    }

    @Test
    void createWhenTroubleWasMadeThenItAndOnlyForThatMerchantUntilItEnds() throws Exception {
        troubles.make(DemoMerchant.M_EASYPOST, DemoMerchant.EASYPOST, Behaviour.LIMITED);
        ask(body(ACCOUNT)).andExpect(status().isTooManyRequests());
        ask(body(account(DemoMerchant.M_BOTH))).andExpect(status().isCreated());
        troubles.make(DemoMerchant.M_EASYPOST, DemoMerchant.EASYPOST, Behaviour.NORMAL);
        ask(body(ACCOUNT)).andExpect(status().isCreated());
    }

    @ParameterizedTest
    @CsvSource({"session_type", "user_id", "refresh_url", "return_url"})
    void createWhenARequiredFieldIsMissingThenRefusedNamingIt(String field) throws Exception {
        Map<String, Object> body = body(ACCOUNT);
        body.remove(field);
        // without a user id it is nobody's account, so the missing field must still come before the 404
        ask(body)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.error.code").value("PARAMETER.REQUIRED"))
                .andExpect(jsonPath("$.error.errors[0].field").value(field));
    }

    @Test
    void createWhenAFieldHasTheWrongTypeThenRefused() throws Exception {
        Map<String, Object> body = body(ACCOUNT);
        body.put("return_url", 5);
        ask(body)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.error.code").value("PARAMETER.INVALID_TYPE"));
    }

    @Test
    void createWhenMetadataContradictsTheSessionTypeThenRefused() throws Exception {
        Map<String, Object> fields = body(ACCOUNT);
        fields.put("metadata", Map.of("fields", Map.of("name", "x")));
        ask(fields).andExpect(jsonPath("$.error.errors[0].field").value("fields"));
        Map<String, Object> target = body(ACCOUNT);
        target.put("session_type", "account_onboarding");
        target.put("metadata", Map.of("target", "wallet"));
        ask(target).andExpect(jsonPath("$.error.errors[0].field").value("target"));
        Map<String, Object> unknown = body(ACCOUNT);
        unknown.put("metadata", Map.of("target", "nowhere"));
        ask(unknown)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.error.code").value("UNPROCESSABLE_ENTITY"));
    }

    @Test
    void createWhenReturnUrlIsNotAWebAddressThenRefused() throws Exception {
        Map<String, Object> body = body(ACCOUNT);
        body.put("return_url", "javascript:alert(1)");
        ask(body).andExpect(status().isUnprocessableContent());
    }

    @Test
    void createWhenBodyIsNotJsonThen400() throws Exception {
        http.perform(post("/sandbox/easypost/v2/customer_portal/account_link")
                        .header("Authorization", basic())
                        .content("{"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.code").value("BAD_REQUEST"));
    }

    @Test
    void userWhenKnownThenWhatTheRealOneTells() throws Exception {
        user(ACCOUNT)
                .andExpect(status().isOk())
                .andExpect(header().exists("x-ep-request-uuid"))
                .andExpect(jsonPath("$.object").value("User"))
                .andExpect(jsonPath("$.id").value(ACCOUNT))
                .andExpect(jsonPath("$.created_at").exists());
        assertThat(journal.last(DemoMerchant.M_EASYPOST, DemoMerchant.EASYPOST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"M_UNKNOWN, 404", "M_DENIED, 403", "M_LIMITED, 429", "M_DOWN, 503", "M_GARBAGE, 200", "M_SLOW, 200"})
    void userWhenFailureAccountThenItsTrouble(DemoMerchant merchant, int status) throws Exception {
        user(account(merchant))
                .andExpect(status().is(status))
                .andExpect(content()
                        .contentTypeCompatibleWith(
                                merchant.behaviour() == Behaviour.DOWN || merchant.behaviour() == Behaviour.GARBAGE
                                        ? "text/html"
                                        : "application/json"));
        assertThat(pauses).hasSize(merchant == DemoMerchant.M_SLOW ? 1 : 0);
    }

    @Test
    void userWhenNoSuchUserOrWrongKeyThenRefused() throws Exception {
        user("user_" + "0".repeat(32))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.error.code").value("NOT_FOUND"));
        http.perform(get("/sandbox/easypost/v2/users/" + ACCOUNT)).andExpect(status().isUnauthorized());
    }

    @Test
    void portalWhenFirstVisitThenAPageAndThenTheRefreshUrl() throws Exception {
        Map<String, Object> body = body(ACCOUNT);
        body.put("metadata", Map.of("target", "wallet"));
        URI link = link(body);
        String html = http.perform(get(link))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", Matchers.startsWith("default-src 'none'")))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(html)
                .contains(
                        "wallet",
                        "user_3f••••",
                        "href=\"" + RETURN + "\"",
                        "href=\"" + REFRESH + "\"",
                        "Northwind Candles",
                        "2026-11-21T10:05:00Z");
        assertThat(html).doesNotContain(ACCOUNT, sessionId(link));
        http.perform(get(link)).andExpect(status().isFound()).andExpect(redirectedUrl(REFRESH));
    }

    @Test
    void portalWhenFiveMinutesPassedThenTheRefreshUrl() throws Exception {
        URI link = link(body(ACCOUNT));
        clock.advance(Duration.ofMinutes(5));
        http.perform(get(link)).andExpect(status().isFound()).andExpect(redirectedUrl(REFRESH));
    }

    @Test
    void portalWhenOnboardingThenThePrefillIsShownEscaped() throws Exception {
        Map<String, Object> body = body(ACCOUNT);
        body.put("session_type", "account_onboarding");
        body.put("metadata", Map.of("fields", Map.of("company", "<b>Acme</b>")));
        http.perform(get(link(body)))
                .andExpect(content().string(Matchers.containsString("&lt;b&gt;Acme")))
                .andExpect(content().string(Matchers.containsString("Account onboarding")));
    }

    @Test
    void portalWhenSessionIsUnknownThenAPlain404() throws Exception {
        http.perform(get("/sandbox/easypost/customer-portal/account-management?session_id=nobody"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith("text/html"));
    }

    @Test
    void journalWhenCalledThenHoldsTheExchangeWithoutSecrets() throws Exception {
        String session = sessionId(link(body(ACCOUNT)));
        Journal.Exchange exchange =
                journal.last(DemoMerchant.M_EASYPOST, DemoMerchant.EASYPOST).orElseThrow();
        assertThat(exchange.request()).contains("account_management", "/return/••••", "user_3f••••");
        assertThat(exchange.answer()).startsWith("201").contains("session_id=••••");
        assertThat(exchange.toString()).doesNotContain(session, ACCOUNT, KEY, "tttt", "rrrr");
    }

    private URI link(Map<String, Object> body) throws Exception {
        String answer = ask(body).andReturn().getResponse().getContentAsString();
        return URI.create(JSON.readTree(answer).path("link").stringValue(""));
    }

    private static String sessionId(URI link) {
        return link.getQuery().substring("session_id=".length());
    }

    private ResultActions ask(Map<String, Object> body) throws Exception {
        return http.perform(post("/sandbox/easypost/v2/customer_portal/account_link")
                .header("Authorization", basic())
                .contentType("application/json")
                .content(JSON.writeValueAsBytes(body)));
    }

    private ResultActions user(String id) throws Exception {
        return http.perform(get("/sandbox/easypost/v2/users/" + id).header("Authorization", basic()));
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> body(String userId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("session_type", "account_management");
        body.put("user_id", userId);
        body.put("refresh_url", REFRESH);
        body.put("return_url", RETURN);
        return body;
    }

    private static String account(DemoMerchant merchant) {
        return Objects.requireNonNull(merchant.accounts().get(DemoMerchant.EASYPOST));
    }
}
