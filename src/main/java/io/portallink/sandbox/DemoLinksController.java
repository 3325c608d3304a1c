package io.portallink.sandbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What became of a portal link, as a dashboard would show it to its support staff: read over the broker's public API. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class DemoLinksController {

    private static final Pattern LINK = Pattern.compile("plk_[0-9a-f]{32}");

    private final BrokerClient broker;
    private final SandboxPages pages;

    DemoLinksController(BrokerClient broker, SandboxPages pages) {
        this.broker = broker;
        this.pages = pages;
    }

    @GetMapping("/sandbox/links/{id}")
    ResponseEntity<String> link(@PathVariable("id") String id) throws IOException, InterruptedException {
        return LINK.matcher(id).matches() ? page(broker.link(id)) : page(BrokerClient.Answer.none());
    }

    @PostMapping("/sandbox/links/{id}/revoke")
    ResponseEntity<String> revoke(
            @PathVariable("id") String id, @RequestHeader(name = SameOrigin.HEADER, defaultValue = "") String site)
            throws IOException, InterruptedException {
        if (!SameOrigin.allows(site)) {
            return SameOrigin.refusal(pages);
        }
        return LINK.matcher(id).matches() ? page(broker.revoke(id)) : page(BrokerClient.Answer.none());
    }

    private ResponseEntity<String> page(BrokerClient.Answer answer) {
        if (answer.status() != 200) {
            return pages.message(404, "There is no such link", "The broker knows no portal link of that id.");
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "A portal link's life");
        model.put("id", answer.text("id"));
        model.put("merchant", answer.text("merchant_id"));
        model.put("platform", answer.text("platform"));
        model.put("status", answer.text("status"));
        model.put("revocable", !answer.text("status").equals("revoked"));
        model.put("events", events(answer.json()));
        model.put("answer", answer.json().toPrettyString());
        return pages.page(200, "link", model);
    }

    private static List<Event> events(JsonNode link) {
        return link.path("events")
                .valueStream()
                .map(event -> new Event(
                        event.path("at").stringValue(""),
                        event.path("type").stringValue(""),
                        event.path("code").stringValue("")))
                .toList();
    }

    /** A line of the timeline. */
    record Event(String at, String type, String code) {}
}
