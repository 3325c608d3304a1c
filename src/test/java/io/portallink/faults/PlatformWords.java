package io.portallink.faults;

import io.portallink.testkit.StubPlatforms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What the platforms say, as text. */
final class PlatformWords {

    static final String EASYPOST = "easypost";
    static final String SHIPENGINE = "shipengine";

    /** In whatever a platform says that no caller may see. */
    static final String SECRET = "SECRET";

    private PlatformWords() {}

    static String other(String platform) {
        return platform.equals(EASYPOST) ? SHIPENGINE : EASYPOST;
    }

    static String response(String statusAndHeaders, String body) {
        return "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String good(String platform, String account, int number) {
        return platform.equals(EASYPOST)
                ? StubPlatforms.easyPostBody(Instant.now()).replace("-bcdefghijklmnop", mark(account, number))
                : "{\"redirect_url\":\"https://dashboard.shipengine.com/api/directlogin?token=" + mark(account, number)
                        + "\"}";
    }

    /** What is in the URL of an account's call, and in no other. */
    static String mark(String account, int number) {
        return account + "-call-" + number + ".";
    }
}
