package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.portallink.portal.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShipEngineSimulationTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEY = "a+sandbox/key=";
    private static final String COMPLETE = account(DemoMerchant.M_SHIPENGINE);
    private static final String INCOMPLETE = account(DemoMerchant.M_BOTH);
    private static final Pattern SHOWN_TOKEN = Pattern.compile("<dt>Token</dt><dd><code>([^<]+)</code>");

    private final MutableClock clock = new MutableClock();
    private final Journal journal = new Journal();
    private final Troubles troubles = new Troubles();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> answersMeanwhile = new ArrayList<>();
    private final ShipEngineAccounts accounts = new ShipEngineAccounts();
    private final ShipEngineTokens tokens = new ShipEngineTokens(clock);
    private final MockMvc http = MockMvcBuilders.standaloneSetup(
                    new ShipEngineApi(
                            new ShipEngineSimulator(
                                    Optional.of(new Secret(KEY)),
                                    accounts,
                                    tokens,
                                    new SandboxAddress(8080),
                                    troubles,
                                    this::pause),
                            accounts,
                            journal,
                            clock),
                    new ShipEnginePortal(tokens, accounts, new SandboxPages()))
            .addMappedInterceptors(new String[] {"/sandbox/shipengine/onboarding"}, new SameOrigin(new SandboxPages()))
            .build();

    @Test
    void createWhenAllIsRightThenATokenAndARedirectUrl() throws Exception {
        http.perform(call(KEY, COMPLETE))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.token").value(Matchers.startsWith("eyJ")))
                .andExpect(jsonPath("$.redirect_url")
                        .value(Matchers.startsWith(
                                "http://localhost:8080/sandbox/shipengine/api/directlogin?token=eyJ")));
    }

    @Test
    void createWhenRedirectIsNotAskedForThenATokenAlone() throws Exception {
        http.perform(post("/sandbox/shipengine/v1/tokens/ephemeral")
                        .header("API-Key", KEY)
                        .header("On-Behalf-Of", "se-" + COMPLETE))
                .andExpect(jsonPath("$.token").exists())
                .andExpect(jsonPath("$.redirect_url").doesNotExist());
    }

    @ParameterizedTest
    @CsvSource({"wrong, 401, unauthorized", "'', 401, unauthorized"})
    void createWhenKeyIsWrongThen401InItsShape(String key, int status, String code) throws Exception {
        http.perform(call(key, COMPLETE))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.request_id").exists())
                .andExpect(jsonPath("$.errors[0].error_code").value(code));
    }

    @Test
    void createWhenAccountIsUnknownThen404() throws Exception {
        http.perform(call(KEY, "999999"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.errors[0].error_code").value("not_found"));
    }

    @Test
    void createWhenThereIsABodyThen400() throws Exception {
        http.perform(call(KEY, COMPLETE).contentType("application/json").content("{}"))
                .andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource({"DOWN, 503, unavailable", "LIMITED, 429, rate_limit_exceeded"})
    void createWhenTroubleWasMadeThenItsErrorInItsShape(Behaviour trouble, int status, String code) throws Exception {
        troubles.make(DemoMerchant.M_SHIPENGINE, DemoMerchant.SHIPENGINE, trouble);
        http.perform(call(KEY, COMPLETE))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.errors[0].error_code").value(code));
        http.perform(call(KEY, INCOMPLETE)).andExpect(status().isOk());
    }

    @Test
    void createWhenLimitedThenTellsWhenToComeAgainInSeconds() throws Exception {
        troubles.make(DemoMerchant.M_SHIPENGINE, DemoMerchant.SHIPENGINE, Behaviour.LIMITED);
        http.perform(call(KEY, COMPLETE)).andExpect(header().string("Retry-After", "10"));
    }

    @Test
    void createWhenSlowThenAnswersAfter20Seconds() throws Exception {
        troubles.make(DemoMerchant.M_SHIPENGINE, DemoMerchant.SHIPENGINE, Behaviour.SLOW);
        http.perform(call(KEY, COMPLETE)).andExpect(status().isOk());
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
        assertThat(answersMeanwhile).containsExactly(Journal.PENDING);
    }

    private void pause(Duration time) {
        pauses.add(time);
        journal.last(DemoMerchant.M_SHIPENGINE, DemoMerchant.SHIPENGINE)
                .ifPresent(exchange -> answersMeanwhile.add(exchange.answer()));
    }

    @Test
    void loginWhenFreshThenTellsForWhomByWhichTokenAndWhenItDies() throws Exception {
        String token = String.valueOf(redirectUrl(COMPLETE).getQuery()).substring("token=".length());
        http.perform(get("/sandbox/shipengine/api/directlogin").queryParam("token", token))
                .andExpect(content().string(Matchers.containsString("Harbor Coffee, ••••")))
                .andExpect(content().string(Matchers.containsString("<code>" + Masks.token(token) + "</code>")))
                .andExpect(content().string(Matchers.containsString("data-until=\"2026-11-21T10:00:10.250Z\"")))
                .andExpect(content().string(Matchers.not(Matchers.containsString(token))));
    }

    @Test
    void loginWhenByAnotherTokenThenItLooksDifferent() throws Exception {
        String first = shownToken(portal(COMPLETE, "", ""));
        assertThat(first).matches("••••\\.[A-Za-z0-9_-]{4}••••");
        assertThat(shownToken(portal(COMPLETE, "", ""))).isNotEqualTo(first);
    }

    @Test
    void loginWhenSecondUseThen410() throws Exception {
        URI url = redirectUrl(COMPLETE);
        http.perform(get(url)).andExpect(status().isOk());
        http.perform(get(url)).andExpect(status().isGone());
    }

    @Test
    void loginWhenTenSecondsPassedThenSaysSo() throws Exception {
        URI young = redirectUrl(COMPLETE);
        URI old = redirectUrl(COMPLETE);
        clock.advance(Duration.ofMillis(9_999));
        http.perform(get(young)).andExpect(status().isOk());
        clock.advance(Duration.ofMillis(1));
        http.perform(get(old))
                .andExpect(status().isUnauthorized())
                .andExpect(content().string(Matchers.containsString("expired")));
    }

    @Test
    void loginWhenTokenIsUnknownThen401() throws Exception {
        http.perform(get("/sandbox/shipengine/api/directlogin?token=eyJ")).andExpect(status().isUnauthorized());
    }

    @ParameterizedTest
    @CsvSource({"'', carriers", "billing, billing", "carriers, carriers", "onboarding, carriers"})
    void loginWhenOnboardingIsCompleteThenThePageAskedFor(String redirectTo, String shown) throws Exception {
        portal(COMPLETE, redirectTo, "a theme")
                .andExpect(content().string(Matchers.containsString("<dt>Page</dt><dd>" + shown + "</dd>")))
                .andExpect(content().string(Matchers.containsString("<dt>Theme</dt><dd>a theme</dd>")))
                .andExpect(content().string(Matchers.containsString("<code>\"known\": null</code>")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("<form"))));
    }

    @Test
    void loginWhenOnboardingIsIncompleteThenOnboardingFirstUntilCompleted() throws Exception {
        ResultActions first = portal(INCOMPLETE, "billing", "a theme")
                .andExpect(content().string(Matchers.containsString("<dt>Page</dt><dd>onboarding</dd>")));
        String html = first.andReturn().getResponse().getContentAsString();
        http.perform(complete(html).header("Sec-Fetch-Site", "cross-site")).andExpect(status().isForbidden());
        assertThat(accounts.onboarded(INCOMPLETE)).isFalse();
        String further = String.valueOf(http.perform(complete(html).header("Sec-Fetch-Site", "same-origin"))
                .andExpect(status().isSeeOther())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        for (int visit = 1; visit <= 2; visit++) { // a reload does nothing twice
            http.perform(get(further))
                    .andExpect(status().isOk())
                    .andExpect(content().string(Matchers.containsString("<dt>Page</dt><dd>billing</dd>")))
                    .andExpect(content().string(Matchers.containsString("<dt>Asked for</dt><dd>billing</dd>")))
                    .andExpect(content().string(Matchers.containsString("<dt>Theme</dt><dd>a theme</dd>")))
                    .andExpect(content().string(Matchers.containsString("<code>" + shownToken(first) + "</code>")))
                    .andExpect(content().string(Matchers.containsString("data-until=\"2026-11-21T10:00:10.250Z\"")));
        }
        clock.advance(ShipEngineTokens.SESSION_LIFE);
        http.perform(get(further)).andExpect(status().isUnauthorized());
        portal(INCOMPLETE, "billing", "")
                .andExpect(content().string(Matchers.containsString("<dt>Page</dt><dd>billing</dd>")));
    }

    @Test
    void completeOnboardingWhenSessionEndedThen401AndNothingChanges() throws Exception {
        String html = portal(INCOMPLETE, "", "").andReturn().getResponse().getContentAsString();
        clock.advance(ShipEngineTokens.SESSION_LIFE);
        http.perform(complete(html)).andExpect(status().isUnauthorized());
        assertThat(accounts.onboarded(INCOMPLETE)).isFalse();
    }

    @Test
    void loginWhenThemeHoldsMarkupThenEscaped() throws Exception {
        portal(INCOMPLETE, "", "\"><script>x</script>")
                .andExpect(content().string(Matchers.not(Matchers.containsString("<script>"))));
    }

    @Test
    void journalWhenCalledThenHoldsTheExchangeWithoutSecrets() throws Exception {
        String token = String.valueOf(redirectUrl(COMPLETE).getQuery()).substring("token=".length());
        Journal.Exchange exchange =
                journal.last(DemoMerchant.M_SHIPENGINE, DemoMerchant.SHIPENGINE).orElseThrow();
        assertThat(exchange.request()).contains("POST /v1/tokens/ephemeral?redirect=shipengine-dashboard");
        assertThat(exchange.answer()).contains("token=••••", "\"token\"");
        assertThat(exchange.toString()).doesNotContain(token, COMPLETE, KEY);
    }

    private ResultActions portal(String account, String redirectTo, String themeId) throws Exception {
        MockHttpServletRequestBuilder visit = get(redirectUrl(account));
        if (!redirectTo.isEmpty()) {
            visit.queryParam("redirect_to", redirectTo);
        }
        return http.perform(visit.queryParam("theme_id", themeId)).andExpect(status().isOk());
    }

    private static String shownToken(ResultActions portal) throws Exception {
        Matcher token = SHOWN_TOKEN.matcher(portal.andReturn().getResponse().getContentAsString());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private URI redirectUrl(String account) throws Exception {
        JsonNode answer = JSON.readTree(
                http.perform(call(KEY, account)).andReturn().getResponse().getContentAsString());
        return URI.create(answer.path("redirect_url").stringValue(""));
    }

    private static MockHttpServletRequestBuilder call(String key, String account) {
        return post("/sandbox/shipengine/v1/tokens/ephemeral?redirect=shipengine-dashboard")
                .header("API-Key", key)
                .header("On-Behalf-Of", account);
    }

    private static MockHttpServletRequestBuilder complete(String html) {
        Matcher session = Pattern.compile("name=\"session\" value=\"([^\"]+)\"").matcher(html);
        assertThat(session.find()).isTrue();
        return post("/sandbox/shipengine/onboarding").param("session", session.group(1));
    }

    private static String account(DemoMerchant merchant) {
        return Objects.requireNonNull(merchant.accounts().get(DemoMerchant.SHIPENGINE));
    }
}
