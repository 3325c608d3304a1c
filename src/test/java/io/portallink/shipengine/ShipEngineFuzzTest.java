package io.portallink.shipengine;

import io.portallink.testkit.Seeds;
import io.portallink.testkit.WrongReplies;
import io.portallink.upstream.UpstreamKit;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ShipEngineFuzzTest {

    private static final WrongReplies REPLIES = new WrongReplies(
            ShipEngineFuzzTest.class,
            ShipEnginePlatform.URL_LIFETIME,
            "{\"token\":\"SECRET\",\"redirect_url\":\"https://dashboard.shipengine.com/?token=SECRET\"}",
            "{\"request_id\":\"a1b2\",\"token\":\"SECRET\",\"errors\":[]}");

    private final ShipEngineAnswers answers = new ShipEngineAnswers(
            "https://dashboard.shipengine.com/api/directlogin",
            List.of("dashboard.shipengine.com"),
            UpstreamKit.clients().create(ShipEnginePlatform.ID, "X-ShipEngine-RequestID", 1, 0));

    @Property
    void readWhenAnswerIsAnythingThenUrlOrOneOfOurFailures(@ForAll(supplier = Seeds.class) long seed) {
        REPLIES.check(seed, reply -> answers.read(reply, Map.of()));
    }
}
