package io.portallink.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.broker.OpenPortal;
import io.portallink.link.LinkMode;
import io.portallink.portal.Page;
import io.portallink.testkit.JsonMutator;
import io.portallink.testkit.Mutator;
import io.portallink.testkit.Seeds;
import io.portallink.web.WebKit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** From the bytes of a body to the neutral request: a valid one or a 400 in our own words, whatever is sent. */
class OpenPortalFuzzTest {

    static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry("merchant_id", List.of("\"m_1\"", "\"a.b:c@d-e\"")),
            Map.entry("platform", List.of("\"easypost\"", "\"shipengine\"", "null")),
            Map.entry("account", List.of("\"user_s3cr3t!\"", "123456789012345678901234567890", "null")),
            Map.entry("page", List.of("\"onboarding\"", "\"onboarding\"", "\"billing\"", "null")),
            Map.entry("page_fallback", List.of("true", "false")),
            Map.entry("mode", List.of("\"launch\"", "\"direct\"")),
            Map.entry("return_url", List.of("\"https://dashboard.example/s3cr3t!\"")),
            Map.entry("refresh_url", List.of("\"https://dashboard.example/open\"", "null")),
            Map.entry("state", List.of("\"s3cr3t!\"", "\"\\u0000\\ud83d\\ude00\"", "\"" + "é".repeat(512) + "\"")),
            Map.entry("theme_id", List.of("\"s3cr3t!\"", "\"" + "é".repeat(128) + "\"")),
            Map.entry("prefill", List.of("{\"a\":[1,2.50,1e400,{\"b\":null}]}", "{}", "{\"s3cr3t!\":\"s3cr3t!\"}")),
            Map.entry("confirm", List.of("\"auto\"", "\"always\"")),
            Map.entry("expires_in", List.of("30", "600", "300")),
            Map.entry("supersede", List.of("true", "false")),
            Map.entry("dry_run", List.of("true", "false")));

    private static final JacksonJsonHttpMessageConverter CONVERTER =
            new JacksonJsonHttpMessageConverter(ApiJson.MAPPER);

    @Property
    void openWhenBodyIsAnythingThenValidOrBadRequest(@ForAll(supplier = Seeds.class) long seed) throws IOException {
        Mutator some = new Mutator(seed);
        String text = new JsonMutator(some).object("merchant_id", FIELDS);
        byte[] sent = some.bytes(some.oneIn(4) ? some.text(text) : text);
        LinkMode mode = some.of(LinkMode.values());
        try {
            OpenPortalBody body = parse(sent);
            OpenPortal request = ApiJson.READER.read(body, mode, new Fields());
            Statistics.collect("accepted");
            assertWithinLimits(body, request);
            byte[] again = ApiJson.MAPPER.writeValueAsBytes(body);
            assertThat(ApiJson.READER.read(parse(again), mode, new Fields())).isEqualTo(request);
        } catch (Exception e) {
            Statistics.collect("refused");
            assertBadRequest(WebKit.answer(ApiJson.MAPPER, e), new String(sent, UTF_8));
        }
        Statistics.coverage(outcome -> outcome.check("accepted").percentage(percent -> percent > 5));
    }

    private static OpenPortalBody parse(byte[] sent) throws IOException {
        MockHttpInputMessage message = new MockHttpInputMessage(sent);
        Object body = CONVERTER.read(OpenPortalBody.class, message);
        if (body == null) { // as Spring does for a body that is required
            throw new HttpMessageNotReadableException("no body", message);
        }
        return (OpenPortalBody) body;
    }

    private static void assertWithinLimits(OpenPortalBody body, OpenPortal request) {
        assertThat(request.merchant().value()).matches("[A-Za-z0-9._:@-]{1,128}");
        assertThat(request.expiresIn().toSeconds()).isBetween(30L, 600L);
        if (request.state() != null) {
            assertText(request.state(), 512);
        }
        if (request.themeId() != null) {
            assertText(request.themeId(), 128);
        }
        if (request.account() != null) {
            assertThat(request.platform()).isNotNull();
            assertThat(request.account().value()).matches("[\\x21-\\x7e]{1,512}");
        }
        if (request.mode() == LinkMode.DIRECT) {
            assertThat(body.confirm()).isNull();
            assertThat(body.expiresIn()).isNull();
        }
        if (!request.prefill().isEmpty()) {
            assertThat(request.page()).isEqualTo(Page.ONBOARDING);
            assertThat(ApiJson.MAPPER.writeValueAsBytes(body.prefill())).hasSizeLessThanOrEqualTo(8192);
            assertThat(ApiJson.MAPPER.readTree(ApiJson.MAPPER.writeValueAsBytes(request.prefill())))
                    .isEqualTo(body.prefill());
        }
    }

    static void assertText(String text, int most) {
        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(most);
        assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }

    private static void assertBadRequest(MockHttpServletResponse answer, String sent) throws IOException {
        String body = answer.getContentAsString(UTF_8);
        assertThat(answer.getStatus()).as("%s for %s", body, sent).isEqualTo(400);
        assertThat(body).as(sent).doesNotContain(Mutator.SECRET, "Exception", "portallink", "jackson", "line:");
        JsonNode problem = ApiJson.MAPPER.readTree(body);
        assertThat(problem.path("code").stringValue()).isEqualTo("invalid-request");
        assertThat(problem.path("errors").isEmpty()).as(body).isFalse();
        for (JsonNode error : problem.path("errors")) {
            assertThat(error.path("field").stringValue()).as(sent).matches("[\\w.-]{1,64}");
            assertThat(error.path("message").stringValue()).as(sent).matches("[A-Za-z0-9 ,'._:@-]{5,120}");
        }
    }
}
