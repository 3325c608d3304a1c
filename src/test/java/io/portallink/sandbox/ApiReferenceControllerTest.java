package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Problem;
import io.portallink.testkit.ApiDocument;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** Everything that the description has stands on its page. */
class ApiReferenceControllerTest {

    private static final JsonNode ROOT = ApiDocument.INSTANCE.root();

    private final ResponseEntity<String> answer = new ApiReferenceController(new SandboxPages()).reference();
    private final String html = Objects.requireNonNull(answer.getBody());

    @Test
    void pageWhenReadThenEveryOperationAndSchemaHasItsHeading() {
        Set<String> ids = new TreeSet<>(ApiDocument.INSTANCE.operations());
        ROOT.at("/components/schemas").propertyNames().forEach(name -> ids.add("schema-" + name));

        assertThat(found("<h3 id=\"([^\"]+)\"")).isEqualTo(ids);
        ROOT.path("paths").propertyNames().forEach(path -> assertThat(html).contains(" " + path + "</code>"));
    }

    @Test
    void pageWhenReadThenEveryProblemIsLinkedInTheTableAndAtItsCalls() {
        Set<String> codes = Arrays.stream(Problem.values()).map(Problem::code).collect(Collectors.toSet());

        assertThat(found("<th scope=\"row\"><a href=\"/problems/([^\"]+)\"")).isEqualTo(new TreeSet<>(codes));
        codes.removeAll(Set.of("not-found", "method-not-allowed")); // of no call that is described
        assertThat(found("<li><a href=\"/problems/([^\"]+)\"")).isEqualTo(new TreeSet<>(codes));
    }

    @Test
    void pageWhenReadThenParametersFieldsAndExamplesAreThere() {
        String text = HtmlUtils.htmlUnescape(html);

        assertThat(found("<th scope=\"row\"><code>([^<]+)</code>"))
                .contains("X-Request-Id", "Idempotency-Key", "cursor", "expires_in", "supported_pages", "checked_at");
        assertThat(text)
                .contains("https://api.easypost.com/v2/customer_portal/account_link")
                .contains("m_43,shipengine,1234567,brand")
                .contains("30–600", "default <code>20</code>", "one of <code>launch</code>, <code>direct</code>")
                .contains(
                        "<a href=\"#schema-Page\">Page</a> or null", "list of <a href=\"#schema-Warning\">Warning</a>")
                .doesNotContain("$ref", "**", "object or null of");
    }

    @Test
    void linkWhenOnThePageThenItsTargetIsThereOnce() {
        assertThat(found("id=\"([^\"]+)\"")).containsAll(found("href=\"#([^\"]+)\""));
        long ids = Pattern.compile(" id=\"").matcher(html).results().count();
        assertThat(ids).isEqualTo(found(" id=\"([^\"]+)\"").size());
    }

    @Test
    void pageWhenReadThenNothingOfElsewhereIsLoaded() {
        assertThat(found("(?:src|href)=\"(http[^\"]*|//[^\"]*)\"")).isEmpty();
        assertThat(html).doesNotContain("<style", "style=\"", "onclick");
        assertThat(answer.getHeaders().getFirst("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    private Set<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
