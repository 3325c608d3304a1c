package io.portallink.sandbox;

import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The demonstration dashboard: what a marketplace's own pages and backend do with the broker. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class DemoController {

    private static final int STATE_BYTES = 18;
    private static final int STATES = 1000;
    private static final int LATEST = 10;
    private static final int PREPARED = 100;

    private final BrokerClient broker;
    private final Journal journal;
    private final SandboxPages pages;
    private final DashboardTable table;
    private final Clock clock;

    /** Which merchant each {@code state} was made for: a real dashboard keeps it in its own session. */
    private final OneTimeStore<String> states;

    /** Pages with a link, to come back to: the answer to a POST could not be gone back to. */
    private final OneTimeStore<Prepared> prepared;

    DemoController(BrokerClient broker, Journal journal, SandboxPages pages, List<Platform> platforms, Clock clock) {
        this.broker = broker;
        this.journal = journal;
        this.pages = pages;
        this.table = new DashboardTable(platforms);
        this.clock = clock;
        this.states = new OneTimeStore<>(clock, Duration.ofHours(1), STATES);
        this.prepared = new OneTimeStore<>(clock, Duration.ofHours(1), PREPARED);
    }

    @GetMapping("/")
    ResponseEntity<String> dashboard(
            @RequestParam(name = "portal_link", defaultValue = "") String link,
            @RequestParam(name = "state", defaultValue = "") String state,
            @RequestParam(name = "reason", defaultValue = "") String reason)
            throws IOException, InterruptedException {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "Demo Market");
        model.put("columns", table.columns());
        model.put("rows", table.rows());
        model.put("notice", !link.isEmpty());
        model.put("link", link);
        model.put("reason", reason);
        model.put("asked", !reason.isEmpty());
        model.put("stateOf", states.alive(state).orElse(""));
        model.put("stateKnown", states.alive(state).isPresent());
        List<Latest> latest = latest();
        model.put("latest", latest);
        model.put("any", !latest.isEmpty());
        return pages.page(200, "dashboard", model);
    }

    private List<Latest> latest() throws IOException, InterruptedException {
        return broker.latest(LATEST)
                .json()
                .path("data")
                .valueStream()
                .map(link -> new Latest(
                        link.path("id").stringValue(""),
                        link.path("merchant_id").stringValue(""),
                        link.path("platform").stringValue(""),
                        link.path("page").stringValue("front page"),
                        link.path("status").stringValue(""),
                        link.path("created_at").stringValue("")))
                .toList();
    }

    @PostMapping("/sandbox/open")
    ResponseEntity<String> open(
            @RequestHeader(name = SameOrigin.HEADER, defaultValue = "") String site,
            @RequestParam(name = "merchant", defaultValue = "") String merchantId,
            @RequestParam(name = "platform", defaultValue = "") String platform,
            @RequestParam(name = "page", defaultValue = "") String page)
            throws IOException, InterruptedException {
        if (!SameOrigin.allows(site)) {
            return SameOrigin.refusal(pages);
        }
        Optional<DemoMerchant> merchant = DemoMerchant.find(merchantId);
        boolean known = merchant.isPresent()
                && PlatformId.isWellFormed(platform)
                && merchant.get().accounts().containsKey(new PlatformId(platform))
                && (page.isEmpty() || Page.fromWire(page).isPresent());
        if (!known) {
            return pages.message(400, "No such button", "The dashboard has no merchant, platform and page like these.");
        }
        String key = Ids.urlSafe(STATE_BYTES);
        prepared.issue(key, prepare(merchant.get(), new PlatformId(platform), page), clock.instant());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/sandbox/open/" + key))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    @GetMapping("/sandbox/open/{key}")
    ResponseEntity<String> prepared(@PathVariable("key") String key) {
        Prepared page = prepared.alive(key).orElse(null);
        if (page == null) {
            return pages.message(404, "There is no such request", "The dashboard forgot it. Press its button again.");
        }
        Map<String, Object> model = new LinkedHashMap<>(page.model());
        model.put(
                "exchange",
                journal.last(page.merchant(), page.platform()).stream().toList());
        return pages.page(200, "open", model);
    }

    private Prepared prepare(DemoMerchant merchant, PlatformId platform, String page)
            throws IOException, InterruptedException {
        Map<String, Object> request = request(merchant, platform, page);
        Map<String, Object> dryRun = new LinkedHashMap<>(request);
        dryRun.put("dry_run", true);
        BrokerClient.Answer preview = broker.openPortal(dryRun);
        BrokerClient.Answer answer = broker.openPortal(request);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "Open a portal");
        model.put("merchant", merchant.id().value());
        model.put("platform", platform.value());
        model.put("page", page.isEmpty() ? "the front page" : page);
        model.put("created", answer.created());
        model.put("url", answer.text("url"));
        model.put("id", answer.text("id"));
        model.put("problemTitle", answer.text("title"));
        model.put("problemDetail", answer.text("detail"));
        model.put("request", BrokerClient.pretty(request));
        model.put("status", answer.status());
        model.put("answer", answer.json().toPrettyString());
        model.put("dryRun", preview.json().toPrettyString());
        return new Prepared(merchant, platform, model);
    }

    private Map<String, Object> request(DemoMerchant merchant, PlatformId platform, String page) {
        String state = Ids.urlSafe(STATE_BYTES);
        states.issue(state, merchant.id().value(), clock.instant());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("merchant_id", merchant.id().value());
        request.put("platform", platform.value());
        if (!page.isEmpty()) {
            request.put("page", page);
        }
        request.put("mode", "launch");
        request.put("state", state);
        return request;
    }

    /** A request and the broker's answers to it. */
    record Prepared(DemoMerchant merchant, PlatformId platform, Map<String, Object> model) {}

    /** A line of the latest links. */
    record Latest(String id, String merchant, String platform, String page, String status, String createdAt) {}
}
