package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import io.portallink.testkit.StubPlatforms;

/** What the stub of EasyPost mints: URLs that differ from each other and name the account they are for. */
final class Mints {

    private static final String URL = "https://app.easypost.com/customer-portal/account-management?session_id=";

    private Mints() {}

    /** From now on a mint takes so long. */
    static void take(int millis) {
        StubPlatforms.reset();
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(aResponse()
                                .withStatus(201)
                                .withFixedDelay(millis)
                                .withHeader("Content-Type", "application/json")
                                .withTransformers("response-template")
                                .withBody("{\"link\": \"" + URL
                                        + "{{jsonPath request.body '$.user_id'}}-{{randomValue type='UUID'}}\"}")));
    }

    /** How many there were for the account. */
    static int of(String account) {
        return StubPlatforms.easyPost()
                .findAll(postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .withRequestBody(matchingJsonPath("$.user_id", equalTo(account))))
                .size();
    }

    static boolean isOf(String account, String url) {
        return url.startsWith(URL + account + "-");
    }
}
