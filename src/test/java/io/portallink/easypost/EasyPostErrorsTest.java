package io.portallink.easypost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import io.portallink.testkit.Replies;
import io.portallink.upstream.UpstreamReply;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error shape that was recorded, below 500 (those never get to the connector). */
class EasyPostErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "400, bad-request.json, PLATFORM_REJECTED_REQUEST",
        "400, bad-request-listed.json, PLATFORM_REJECTED_REQUEST",
        "401, unauthorized.json, PLATFORM_CREDENTIALS_REJECTED",
        "400, unauthorized.json, PLATFORM_CREDENTIALS_REJECTED",
        "403, key-inactive.json, PLATFORM_CREDENTIALS_REJECTED",
        "422, key-inactive.json, PLATFORM_CREDENTIALS_REJECTED",
        "403, test-key.json, PLATFORM_CREDENTIALS_REJECTED",
        "400, test-key.json, PLATFORM_CREDENTIALS_REJECTED",
        "403, no-body.txt, PLATFORM_CREDENTIALS_REJECTED",
        "403, load-balancer.html, PLATFORM_CREDENTIALS_REJECTED",
        "401, server-error-without-code.json, PLATFORM_CREDENTIALS_REJECTED",
        "404, not-found.json, ACCOUNT_REJECTED",
        "404, not-found-strings.json, ACCOUNT_REJECTED",
        "404, not-found-fields.json, ACCOUNT_REJECTED",
        "400, not-found.json, ACCOUNT_REJECTED",
        "404, load-balancer.html, ACCOUNT_REJECTED",
        "422, user-required.json, ACCOUNT_REJECTED",
        "422, user-wrong-type.json, ACCOUNT_REJECTED",
        "422, user-older-form.json, ACCOUNT_REJECTED",
        "400, user-required.json, PLATFORM_REJECTED_REQUEST",
        "422, return-url-required.json, PLATFORM_REJECTED_REQUEST",
        "422, unprocessable.json, PLATFORM_REJECTED_REQUEST",
        "422, message-array.json, PLATFORM_REJECTED_REQUEST",
        "422, message-object.json, PLATFORM_REJECTED_REQUEST",
        "422, code-number.json, PLATFORM_REJECTED_REQUEST",
        "422, error-text.json, PLATFORM_REJECTED_REQUEST",
        "422, no-body.txt, PLATFORM_REJECTED_REQUEST",
        "422, server-error-without-code.json, PLATFORM_REJECTED_REQUEST",
        "423, locked.json, PLATFORM_REJECTED_REQUEST",
        "400, load-balancer.html, PLATFORM_REJECTED_REQUEST",
        "200, bad-request.json, PLATFORM_INVALID_RESPONSE",
        "201, not-found.json, PLATFORM_INVALID_RESPONSE",
        "201, load-balancer.html, PLATFORM_INVALID_RESPONSE"
    })
    void readWhenErrorWasRecordedThenProblem(int status, String file, Problem problem) {
        UpstreamReply reply =
                new UpstreamReply(status, Replies.json(Replies.read(getClass(), file)), Instant.now(), "ep-1", null);

        PortalFailure failure = catchThrowableOfType(
                PortalFailure.class, () -> new EasyPostAnswers(List.of("app.easypost.com")).read(reply));

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.platformRequestId()).contains("ep-1");
        assertThat(failure + failure.detail()).doesNotContain("SECRET");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"field\": \"account_link.user_id\", \"message\": \"SECRET\"}]|ACCOUNT_REJECTED",
                "[{\"field\": \"a.b.0.user_id\"}, {\"field\": \"return_url\"}]|ACCOUNT_REJECTED",
                "[{\"account_link.user_id\": \"SECRET\"}]|ACCOUNT_REJECTED",
                "[{\"account_link.user_id\": [\"SECRET\"], \"x\": 1}]|ACCOUNT_REJECTED",
                "{\"account_link.user_id\": [\"SECRET\"]}|ACCOUNT_REJECTED",
                "{\"account_link\": {\"user_id\": [\"SECRET\"]}}|ACCOUNT_REJECTED",
                "{\"field\": \"account_link.user_id\", \"message\": \"SECRET\"}|ACCOUNT_REJECTED",
                "{\"user_id\": null}|ACCOUNT_REJECTED",
                "[{\"field\": \"account_link.parent_user_id\"}]|PLATFORM_REJECTED_REQUEST",
                "[{\"field\": \"user_id.account_link\"}]|PLATFORM_REJECTED_REQUEST",
                "[{\"field\": \"account_link.user_ids\"}]|PLATFORM_REJECTED_REQUEST",
                "[{\"field\": \"return_url\", \"message\": \"account_link.user_id\"}]|PLATFORM_REJECTED_REQUEST",
                "[\"account_link.user_id is wrong\"]|PLATFORM_REJECTED_REQUEST",
                "[{\"field\": [\"user_id\"]}, 7, null]|PLATFORM_REJECTED_REQUEST",
                "\"account_link.user_id\"|PLATFORM_REJECTED_REQUEST"
            })
    void readWhenErrorNamesAFieldThenItsLastPartCounts(String errors, Problem problem) {
        String body =
                "{\"error\": {\"code\": \"PARAMETER.INVALID\", \"message\": \"SECRET\", \"errors\": " + errors + "}}";
        UpstreamReply reply = new UpstreamReply(422, Replies.json(body), Instant.now(), "ep-1", null);

        PortalFailure failure = catchThrowableOfType(
                PortalFailure.class, () -> new EasyPostAnswers(List.of("app.easypost.com")).read(reply));

        assertThat(failure.problem()).isEqualTo(problem);
    }
}
