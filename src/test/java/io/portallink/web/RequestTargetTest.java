package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can still be told of a request line that the server could not read. */
class RequestTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET /launch/x?a\u00e9 HTTP/1.1|/launch/x|true",
                "GET /launch/x\u00e9?a HTTP/1.1|/launch/x\u00e9|false",
                "GET /launch/x\u00e9 HTTP/1.1|/launch/x\u00e9|false",
                "GET /launch/x#?a HTTP/1.1|/launch/x|false",
                "GET http://h:8/launch/x?\u00e9 HTTP/1.1|/launch/x|true",
                "GET HTTPS://h?/launch/x HTTP/1.1|''|false",
                "G(T \t /launch/x?a|/launch/x|true",
                "GET /launch/x?a{} b c HTTP/1.1|/launch/x|true",
                "GET x/launch/y?a|x/launch/y|false",
                "GET|''|false",
                "''|''|false"
            })
    void targetWhenTheLineIsMalformedThenItsPath(String line, String path, boolean onlyQuery) {
        for (String before : new String[] {"", "\r\n", "\n\r\n"}) {
            assertThat(RequestTarget.of(before + line)).isEqualTo(new RequestTarget(path, onlyQuery));
        }
    }

    /** As long as the server lets a line become, and longer. */
    @Test
    void targetWhenTheLineIsEndlessThenItsPath() {
        String path = "/" + "%41/".repeat(100_000);

        assertThat(RequestTarget.of("GET " + path + "?" + "{".repeat(100_000)))
                .isEqualTo(new RequestTarget(path, true));
    }
}
