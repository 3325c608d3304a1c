package io.portallink.sandbox;

import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks the broker for a portal link, as a marketplace's backend would, and shows every step of it. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class OpenController {

    private static final String STATUS = "status";

    private final BrokerClient broker;
    private final DemoStates states;
    private final Attempts attempts;
    private final AttemptPage page;
    private final SandboxPages pages;
    private final MailScanner scanner;

    OpenController(
            BrokerClient broker,
            DemoStates states,
            Attempts attempts,
            AttemptPage page,
            SandboxPages pages,
            MailScanner scanner) {
        this.broker = broker;
        this.states = states;
        this.attempts = attempts;
        this.page = page;
        this.pages = pages;
        this.scanner = scanner;
    }

    @PostMapping("/sandbox/open")
    ResponseEntity<String> open(
            @RequestParam(name = "merchant", defaultValue = "") String merchantId,
            @RequestParam(name = "platform", defaultValue = "") String platform,
            @RequestParam(name = "page", defaultValue = "") String page,
            @RequestParam(name = "go", defaultValue = "") String go)
            throws InterruptedException {
        Optional<DemoMerchant> merchant = DemoMerchant.find(merchantId);
        boolean known = merchant.isPresent()
                && PlatformId.isWellFormed(platform)
                && merchant.get().accounts().containsKey(new PlatformId(platform))
                && (page.isEmpty() || Page.fromWire(page).isPresent());
        if (!known) {
            return pages.message(400, "No such button", "The dashboard has no merchant, platform and page like these.");
        }
        Attempt attempt = attempt(merchant.get(), new PlatformId(platform), page);
        String key = attempts.keep(attempt);
        boolean straight = DemoController.isStraight(go) && attempt.answer().created();
        return SandboxPages.seeOther(straight ? attempt.url() : Attempts.PATH + key);
    }

    @GetMapping(Attempts.PATH + "{key}")
    ResponseEntity<String> shown(@PathVariable("key") String key) throws InterruptedException {
        Optional<Attempt> attempt = attempts.find(key);
        return attempt.isEmpty() ? forgotten() : pages.page(200, "open", page.model(key, attempt.get()));
    }

    /** A mail scanner comes before the merchant does. */
    @PostMapping(Attempts.PATH + "{key}/scan")
    ResponseEntity<String> scan(@PathVariable("key") String key) throws InterruptedException {
        Optional<Attempt> attempt =
                attempts.find(key).filter(known -> known.answer().created());
        if (attempt.isEmpty()) {
            return forgotten();
        }
        return scan(attempt.get()) ? SandboxPages.seeOther(Attempts.PATH + key + "#scanned") : pages.silent();
    }

    /** Whether the broker answered the scanner, and told of the link before and after; else nothing is known. */
    private boolean scan(Attempt attempt) throws InterruptedException {
        String id = attempt.answer().text("id");
        try {
            String before = broker.link(id).text(STATUS);
            List<MailScanner.Scan> scans = scanner.scan(attempt.url());
            String after = broker.link(id).text(STATUS);
            boolean told = !before.isEmpty() && !after.isEmpty();
            if (told) {
                attempt.scanned().set(new Attempt.Scanned(scans, before, after));
            }
            return told;
        } catch (IOException ignored) {
            return false;
        }
    }

    private ResponseEntity<String> forgotten() {
        return pages.message(404, "There is no such request", "The dashboard forgot it. Press its button again.");
    }

    private Attempt attempt(DemoMerchant merchant, PlatformId platform, String page) throws InterruptedException {
        Map<String, Object> request = states.request(merchant, platform, page);
        Map<String, Object> dryRun = new LinkedHashMap<>(request);
        dryRun.put("dry_run", true);
        BrokerClient.Answer preview = broker.openPortal(dryRun);
        BrokerClient.Answer answer = broker.openPortal(request);
        if (answer.created()) {
            states.made(request, merchant, answer.text("id"));
        }
        return new Attempt(
                merchant, platform, page, request, preview, answer, new AtomicReference<>(Attempt.Scanned.none()));
    }
}
