package io.portallink.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of a portal link, as a dashboard would show it to its support staff: read over the broker's public API. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class DemoLinksController {

    private static final String PATH = "/sandbox/links/";
    private static final Pattern LINK = Pattern.compile("plk_[0-9a-f]{32}");

    private final BrokerClient broker;
    private final AttemptPage life;
    private final LinkExpiry expiry;
    private final SandboxPages pages;

    DemoLinksController(BrokerClient broker, AttemptPage life, LinkExpiry expiry, SandboxPages pages) {
        this.broker = broker;
        this.life = life;
        this.expiry = expiry;
        this.pages = pages;
    }

    @GetMapping(PATH + "{id}")
    ResponseEntity<String> link(@PathVariable("id") String id) throws InterruptedException {
        return page("link", id);
    }

    /** What the pages ask for again and again. */
    @GetMapping(PATH + "{id}/live")
    ResponseEntity<String> live(@PathVariable("id") String id) throws InterruptedException {
        return page("life", id);
    }

    /** What the link's page asks for beside it: the broker's own words. */
    @GetMapping(PATH + "{id}/raw")
    ResponseEntity<String> raw(@PathVariable("id") String id) throws InterruptedException {
        return page("raw", id);
    }

    @PostMapping(PATH + "{id}/revoke")
    ResponseEntity<String> revoke(
            @PathVariable("id") String id, @RequestParam(name = "back", defaultValue = "") String back)
            throws InterruptedException {
        int status = isLink(id) ? broker.revoke(id).status() : 404;
        return status == 200 ? seen(id, back) : without(status);
    }

    /** Its time is over, whatever the clock says. A link that was opened, or has ended, stays as it is: 409. */
    @PostMapping(PATH + "{id}/expire")
    ResponseEntity<String> expire(
            @PathVariable("id") String id, @RequestParam(name = "back", defaultValue = "") String back) {
        if (!isLink(id)) {
            return unknown();
        }
        return expiry.expire(id) ? seen(id, back) : tooLate();
    }

    static boolean isLink(String id) {
        return LINK.matcher(id).matches();
    }

    private static ResponseEntity<String> seen(String id, String back) {
        return SandboxPages.seeOther(Attempts.isKey(back) ? Attempts.PATH + back : PATH + id);
    }

    private ResponseEntity<String> page(String template, String id) throws InterruptedException {
        BrokerClient.Answer answer = isLink(id) ? broker.link(id) : BrokerClient.Answer.none();
        if (answer.status() != 200) {
            return without(answer.status());
        }
        Map<String, Object> model = new LinkedHashMap<>(life.live(answer.json()));
        model.put("title", "A portal link's life");
        String merchant = answer.text("merchant_id");
        model.put("shop", DemoMerchant.find(merchant).map(DemoMerchant::shop).orElse(merchant));
        model.put("platformName", Labels.platform(answer.text("platform")));
        return pages.page(200, template, model);
    }

    private ResponseEntity<String> tooLate() {
        return pages.message(
                409,
                "Nothing to expire",
                "Only a link that waits to be opened can expire. This one was opened, or ended.");
    }

    private ResponseEntity<String> without(int status) {
        return status == 404 ? unknown() : pages.silent();
    }

    private ResponseEntity<String> unknown() {
        return pages.message(404, "There is no such link", "The broker knows no portal link of that id.");
    }
}
