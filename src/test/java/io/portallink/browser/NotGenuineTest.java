package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Http;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A token that is not genuine is refused while the store answers nobody: every connection to it is taken. */
class NotGenuineTest extends Browsing {

    @Autowired
    private Tokens tokens;

    @Autowired
    private DataSource store;

    @Value("${spring.datasource.hikari.maximum-pool-size}")
    private int connections;

    private final List<Connection> taken = new ArrayList<>();

    private String ticket = "";
    private LinkId link = LinkId.next(Instant.EPOCH);

    @BeforeEach
    void takeTheStore() throws SQLException {
        ticket = ticket("").substring("/launch/".length());
        link = tokens.read(TokenUse.LAUNCH, ticket).orElseThrow().link();
        for (int i = 0; i < connections; i++) {
            taken.add(store.getConnection());
        }
    }

    @AfterEach
    void giveItBack() throws SQLException {
        for (Connection connection : taken) {
            connection.close();
        }
        assertThat(navigate("/launch/" + ticket).statusCode()).isEqualTo(302);
    }

    @Test
    void launchWhenTicketIsGenuineThenTheStoreIsReallyMissed() {
        assertThat(navigate("/launch/" + ticket).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(TokenUse.class)
    void tokenWhenNotGenuineThenNotFoundWithoutTheStore(TokenUse use) {
        String good = tokens.issue(use, new TenantId("acme"), link);
        for (String bad : wrong(use, good)) {
            assertPage(navigate("/" + use.path() + "/" + bad), 404);
        }
        String flipped = flip(good, 40);
        assertPage(http().get("/" + use.path() + "/" + flipped, Map.of("Sec-Purpose", "prefetch")), 404);
        assertThat(http().send("HEAD", "/" + use.path() + "/" + flipped, Http.NAVIGATION, "")
                        .statusCode())
                .isEqualTo(404);
        assertMinted(0);
    }

    private List<String> wrong(TokenUse use, String good) {
        List<String> wrong = new ArrayList<>();
        for (int at = 0; at < good.length(); at++) {
            wrong.add(flip(good, at));
        }
        for (TokenUse other : TokenUse.values()) {
            if (other != use) {
                wrong.add(tokens.issue(other, new TenantId("acme"), link));
            }
        }
        String inHex = "%%%02x".formatted((int) good.charAt(0));
        wrong.addAll(List.of(
                good.substring(1),
                good.substring(0, good.length() - 1),
                good + "A",
                good + "=",
                "+" + good.substring(1),
                good + "%41",
                inHex + good.substring(1),
                good.toUpperCase(Locale.ROOT),
                link.value(),
                "x"));
        return wrong;
    }

    private static String flip(String token, int at) {
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
