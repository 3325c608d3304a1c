package io.portallink.easypost;

import io.portallink.testkit.Seeds;
import io.portallink.testkit.StubPlatforms;
import io.portallink.testkit.WrongReplies;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EasyPostFuzzTest {

    private static final WrongReplies REPLIES = new WrongReplies(
            EasyPostFuzzTest.class,
            EasyPostPlatform.URL_LIFETIME,
            StubPlatforms.easyPostBody(Instant.parse("2026-01-01T12:00:00Z")),
            "{\"link\":\"https://app.easypost.com/SECRET\",\"created_at\":null,\"expires_at\":\"2026-01-01T12:01:00Z\"}");

    private final EasyPostAnswers answers = new EasyPostAnswers(List.of("app.easypost.com"));

    @Property
    void readWhenAnswerIsAnythingThenUrlOrOneOfOurFailures(@ForAll(supplier = Seeds.class) long seed) {
        REPLIES.check(seed, answers::read);
    }
}
