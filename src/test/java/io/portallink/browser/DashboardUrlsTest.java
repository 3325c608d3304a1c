package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where a dashboard is told what happened: query and fragment of its URLs stay, namesakes do not. */
class DashboardUrlsTest extends Visiting {

    private static final String BASE = "https://odd.example/p?a=%20b&state=theirs&portal_link=theirs&%72eason=r&a=2";

    @DynamicPropertySource
    static void tenant(DynamicPropertyRegistry properties) {
        String odd = "portal.tenants.odd.";
        Map.of(
                        "display-name",
                        "Odd Market",
                        "requests-per-minute",
                        "0",
                        "api-keys[0].id",
                        "odd-key",
                        "api-keys[0].sha256",
                        BrokerTestConfiguration.sha256("odd-key"),
                        "api-keys[0].scopes[0]",
                        "links",
                        "return-urls[0]",
                        BASE + "#/return?reason=x",
                        "refresh-urls[0]",
                        BASE + "#/refresh",
                        "platforms.easypost.api-key",
                        BrokerTestConfiguration.EASYPOST_KEY)
                .forEach((name, value) -> properties.add(odd + name, () -> value));
    }

    @Test
    void refreshWhenUrlHasQueryAndFragmentThenNamesakesAreReplacedBeforeTheFragment() {
        Visitor visitor = launched("odd", "m_1", EASYPOST + ", \"state\": \"ours&x=#\"");

        assertRedirect(
                visit(visitor.refresh(), ""),
                302,
                "https://odd.example/p?a=%20b&a=2&portal_link=" + visitor.link()
                        + "&state=ours%26x%3D%23&reason=no-session#/refresh");
    }

    @Test
    void refreshWhenLinkHasNoStateThenTheUrlsOwnStays() {
        Visitor visitor = launched("odd", "m_2", EASYPOST);

        assertRedirect(
                visit(visitor.refresh(), ""),
                302,
                "https://odd.example/p?a=%20b&state=theirs&a=2&portal_link=" + visitor.link()
                        + "&reason=no-session#/refresh");
    }

    @Test
    void returnWhenUrlHasQueryAndFragmentThenReasonIsLeftAlone() {
        Visitor visitor = launched("odd", "m_3", EASYPOST + ", \"state\": \"s\"");

        assertRedirect(
                visit(visitor.comeback(), visitor.cookie()),
                302,
                "https://odd.example/p?a=%20b&%72eason=r&a=2&portal_link=" + visitor.link()
                        + "&state=s#/return?reason=x");
    }

    @Test
    void urlWhenTenantTookItOutOfItsConfigurationThenFollowedNoMore() {
        Visitor visitor = launched("odd", "m_4", EASYPOST);
        jdbc.sql("UPDATE portal_link SET return_url = :old, refresh_url = :old WHERE id = :id")
                .param("old", "https://former.example/")
                .param("id", visitor.link().value())
                .update();

        for (String path : new String[] {visitor.comeback(), visitor.refresh()}) {
            HttpResponse<String> page = visit(path, "");
            assertPage(page, 200);
            assertThat(page.body()).doesNotContain("former.example").contains("Odd Market");
        }
        assertThat(visit(visitor.ticket(), "").body()).doesNotContain("former.example");
    }

    @Test
    void refreshWhenTenantHasNoUrlThenPageAtOnceAndNoBounceIsCounted() {
        Visitor visitor = launched("bare", "m_1", EASYPOST);

        assertPage(visit(visitor.refresh(), ""), 200);
        assertThat(jdbc.sql("SELECT count(*) FROM refresh_bounce WHERE tenant = 'bare'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
