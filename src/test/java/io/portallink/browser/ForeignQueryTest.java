package io.portallink.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.RawClient;
import io.portallink.testkit.StubPlatforms;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What campaigns, proxies and people add to an address changes nothing; what can't be read at all is refused with a page. */
class ForeignQueryTest extends Visiting {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String NAVIGATION = Http.NAVIGATION.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .reduce("Host: x\r\n", String::concat);

    @LocalServerPort
    private int port;

    static Stream<String> query() {
        return Stream.of(
                "",
                "utm_content={{campaign.name}}",
                "a=|&b=[0]&c^=\\d&e=`f`",
                "a=\"quoted\"&b=<tag>",
                "utm_source=a&utm_source=b&=&&==",
                "%zz&%&a=%&b=%ff&c=%C3%28&%00=%00",
                "a=%0d%0aSet-Cookie:%20evil=1",
                "a;b=c;d",
                "/../../v1/portal-links",
                "https://evil.example/?x=1",
                "portal_link=plk_x&state=y&reason=z",
                "ticket=other&launch_nonce=1",
                IntStream.range(0, 2500)
                        .mapToObj(i -> "p" + i)
                        .reduce((a, b) -> a + "&" + b)
                        .orElseThrow(),
                "long=" + "x".repeat(16_000));
    }

    @ParameterizedTest
    @MethodSource("query")
    void launchWhenAQueryWasAddedThenRedeemed(String query) {
        assertThat(get(ticket("") + "?" + query, NAVIGATION).all("Location"))
                .containsExactly(StubPlatforms.EASYPOST_URL);
        RawClient.Answer pressed = send(
                "POST " + ticket("") + "?" + query,
                "Host: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 3\r\n" + FORM,
                "a=%");
        assertThat(pressed.status()).as(pressed.text()).isEqualTo(303);
    }

    @ParameterizedTest
    @MethodSource("query")
    void comebackWhenAQueryWasAddedThenAsWithoutIt(String query) {
        Visitor visitor = launched("m_query");
        String headers = NAVIGATION + "Cookie: utm={x}; " + visitor.cookie() + "; é=\"\r\n";

        assertThat(get(visitor.refresh() + "?" + query, headers).all("Location"))
                .containsExactly(StubPlatforms.EASYPOST_URL);
        assertThat(get(visitor.comeback() + "?" + query, headers).all("Location"))
                .containsExactly(BrokerTestConfiguration.RETURN_URL + "?portal_link=" + visitor.link());
    }

    /** What follows the address and what precedes it in the request line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "T?utm_city=Évry",
                "T?a=中",
                "T?a=\u0001",
                "T?a#b",
                "T#b",
                "TÉ",
                "T|",
                "T{x}",
                "T\"",
                "T>",
                "T%zz",
                "T%",
                "T%00",
                "T;a=b",
                "T\\",
                "T/../x%2f",
                "É",
                "T?{HUGE}"
            })
    void addressWhenItCantBeReadThenAPageAndNothingIsRedeemed(String rest) {
        for (String path : new String[] {"/launch/", "/refresh/", "/return/"}) {
            String ticket = path.equals("/launch/") ? ticket("").substring(path.length()) : "x";
            String target = path + rest.replace("T", ticket).replace("{HUGE}", "x".repeat(30_000));
            for (String origin : new String[] {"", "http://x"}) {
                RawClient.Answer answer = get(origin + target, NAVIGATION);

                assertPageOfTheServer(answer);
                assertMinted(0);
            }
            if (path.equals("/launch/")) {
                assertRedirect(navigate(path + ticket), 302, StubPlatforms.EASYPOST_URL);
                StubPlatforms.easyPost().resetRequests();
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void requestWhenTheServerRefusesItThenAPageAndNothingIsRedeemed(String line, String headers) {
        for (String path : new String[] {"/launch/", "/refresh/", "/return/"}) {
            String address = path.equals("/launch/") ? ticket("") : path + "x";

            assertPageOfTheServer(send(line.replace("P", address), headers, ""));
            assertMinted(0);
        }
    }

    static Stream<Arguments> requestWhenTheServerRefusesItThenAPageAndNothingIsRedeemed() {
        String many = IntStream.range(0, 150)
                .mapToObj(i -> "X-Header-" + i + ": 1\r\n")
                .reduce(NAVIGATION, String::concat);
        return Stream.of(
                        new String[] {"GET P", many},
                        new String[] {"GET P?a={b}", many},
                        new String[] {"GET P", NAVIGATION + "Cookie: a=" + "x".repeat(30_000) + "\r\n"},
                        new String[] {"GET P", NAVIGATION.replace("Host: x\r\n", "")},
                        new String[] {"GET P", NAVIGATION + "Host: y\r\n"},
                        new String[] {"GET P", NAVIGATION.replace("Host: x", "Host: a b")},
                        new String[] {"GET P", NAVIGATION.replace("Host: x", "Host: é")},
                        new String[] {"GET P", NAVIGATION + "No-Colon\r\n"},
                        new String[] {"GET P", NAVIGATION + "Né: 1\r\n"},
                        new String[] {"GET P", NAVIGATION + "X-Control: \u0001\r\n"},
                        new String[] {"GET P", NAVIGATION + "Transfer-Encoding: nonsense\r\n"},
                        new String[] {"GET P", NAVIGATION + "Content-Length: x\r\n"},
                        new String[] {"GET P", NAVIGATION + "Expect: nonsense\r\n"},
                        new String[] {"G(T P", NAVIGATION},
                        new String[] {"TRACE P", NAVIGATION},
                        new String[] {"PROPFIND P", NAVIGATION},
                        new String[] {"CONNECT P", NAVIGATION})
                .map(request -> Arguments.of(request[0], request[1]));
    }

    @Test
    void requestWhenItsVersionIsNotSpokenThenAPage() {
        assertPageOfTheServer(
                RawClient.ask(port, "GET " + ticket("") + " HTTP/7.0\r\n" + NAVIGATION + "Connection: close\r\n\r\n"));
    }

    /** The address without what was added to it works. */
    @Test
    void addressWhenItsQueryCantBeReadThenThePageLeadsToTheAddressWithoutIt() {
        assertThat(get(ticket("") + "?utm_city=Évry", NAVIGATION).body()).contains("href=\"?\"");
    }

    private static void assertPageOfTheServer(RawClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.all("Content-Type")).as(answer.text()).containsExactly("text/html;charset=UTF-8");
        assertThat(answer.all("Cache-Control")).containsExactly("no-store");
        assertThat(answer.all("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.all("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.all("X-Robots-Tag")).containsExactly("noindex");
        assertThat(answer.all("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.all("X-Request-Id")).hasSize(1);
        assertThat(answer.all("Location")).isEmpty();
        assertThat(answer.all("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("<h1>", "page you came from").doesNotContain("Tomcat", "Exception");
    }

    private RawClient.Answer get(String target, String headers) {
        return send("GET " + target, headers, "");
    }

    private RawClient.Answer send(String line, String headers, String body) {
        String head = line + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n" + body;
        return RawClient.ask(port, new String(head.getBytes(UTF_8), ISO_8859_1));
    }
}
