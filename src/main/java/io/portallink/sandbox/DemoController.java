package io.portallink.sandbox;

import io.portallink.portal.Platform;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The demonstration dashboard: what a marketplace's own page does with the broker. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class DemoController {

    private static final int LATEST = 8;
    private static final String STRAIGHT = "straight";

    private final BrokerClient broker;
    private final ComebackNotice notice;
    private final SandboxPages pages;
    private final MerchantCards cards;

    DemoController(
            BrokerClient broker,
            DemoStates states,
            SandboxPages pages,
            List<Platform> platforms,
            ShipEngineAccounts accounts,
            Troubles troubles) {
        this.broker = broker;
        this.notice = new ComebackNotice(broker, states);
        this.pages = pages;
        this.cards = new MerchantCards(platforms, accounts, troubles);
    }

    /** @param go whether its buttons go to the portal at once, without the page that shows each step */
    @GetMapping("/")
    ResponseEntity<String> dashboard(
            @RequestParam(name = "portal_link", defaultValue = "") String link,
            @RequestParam(name = "state", defaultValue = "") String state,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            @RequestParam(name = "go", defaultValue = "") String go)
            throws InterruptedException {
        Map<String, Object> model = notice.model(link, state, reason);
        model.putAll(latest());
        model.put("title", "Demo Market dashboard");
        model.put("cards", cards.cards(false));
        model.put("failing", cards.cards(true));
        model.put(STRAIGHT, isStraight(go));
        return pages.page(200, "dashboard", model);
    }

    /** Whether a form's or an address's {@code go} asks for the portal at once. */
    static boolean isStraight(String go) {
        return go.equals(STRAIGHT);
    }

    /** Where the dashboard is, as it was chosen. */
    static String path(String go) {
        return isStraight(go) ? "/?go=" + STRAIGHT : "/";
    }

    /** What the page asks for again and again. */
    @GetMapping("/sandbox/latest")
    ResponseEntity<String> latestAlone() throws InterruptedException {
        Map<String, Object> latest = latest();
        return pages.page(Boolean.TRUE.equals(latest.get("silent")) ? 503 : 200, "latest", latest);
    }

    private Map<String, Object> latest() throws InterruptedException {
        BrokerClient.Answer answer = broker.latest(LATEST);
        boolean silent = answer.status() != 200;
        List<Latest> latest =
                answer.json().path("data").valueStream().map(Latest::of).toList();
        return Map.of(
                "latest", latest, "any", !latest.isEmpty(), "none", latest.isEmpty() && !silent, "silent", silent);
    }

    /** A line of the latest links. */
    record Latest(
            String id,
            String merchant,
            String platform,
            String page,
            String status,
            String tone,
            String at,
            String clock) {

        static Latest of(JsonNode link) {
            String status = link.path("status").stringValue("");
            String at = link.path("created_at").stringValue("");
            return new Latest(
                    link.path("id").stringValue(""),
                    link.path("merchant_id").stringValue(""),
                    link.path("platform").stringValue(""),
                    Labels.page(link.path("page").stringValue("")),
                    status,
                    Timeline.tone(status),
                    at,
                    Timeline.clock(at));
        }
    }
}
