package io.portallink.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A link's life for people: the broker's events, and what each means. */
final class Timeline {

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("issued", "The broker made the link. The platform knows nothing of it yet."),
            Map.entry(
                    "confirmation_shown", "Somebody came who had not followed a link from a page: a button was shown."),
            Map.entry("prefetch_blocked", "A browser or preview read ahead and was turned away."),
            Map.entry("opened", "The platform made its short-lived address, and the browser was sent there."),
            Map.entry("replayed", "The used link was tried again, by a browser that may not."),
            Map.entry("refreshed", "The same browser came again: a new session was made for it."),
            Map.entry("refresh_refused", "Somebody asked to be let in again, and was not."),
            Map.entry("returned", "The browser came back. That does not say that anything was completed."),
            Map.entry("revoked", "The link was withdrawn."),
            Map.entry("expired", "Its time ran out before anybody opened it."),
            Map.entry("failed", "The platform did not open the portal."));
    private static final Map<String, String> TONES = Map.of(
            "issued",
            "info",
            "opening",
            "info",
            "opened",
            "good",
            "returned",
            "good",
            "failed",
            "bad",
            "expired",
            "warn",
            "revoked",
            "warn");

    private Timeline() {}

    /** What the template shows of a link, as the broker's API tells it. */
    static Map<String, Object> model(JsonNode link) {
        List<Event> events =
                link.path("events").valueStream().map(Timeline::event).toList();
        String status = link.path("status").stringValue("");
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("silent", false);
        model.put("id", link.path("id").stringValue(""));
        model.put("status", status);
        model.put("tone", tone(status));
        model.put("unopened", status.equals("issued"));
        String expiresAt = link.path("expires_at").stringValue("");
        model.put("expiresAt", expiresAt);
        model.put("expiresClock", clock(expiresAt));
        model.put("revocable", !status.equals("revoked"));
        model.put("events", events);
        model.put("raw", link.toPrettyString());
        return model;
    }

    /** The name of a colour, for a status or an event. */
    static String tone(String word) {
        return TONES.getOrDefault(word, word.endsWith("_refused") || word.equals("replayed") ? "warn" : "info");
    }

    private static Event event(JsonNode event) {
        String type = event.path("type").stringValue("");
        String at = event.path("at").stringValue("");
        return new Event(
                at,
                clock(at),
                type,
                words(type),
                event.path("code").stringValue(""),
                MEANINGS.getOrDefault(type, ""),
                tone(type));
    }

    /** The time of day of an instant in UTC. */
    static String clock(String instant) {
        int time = instant.indexOf('T');
        return time < 0 || instant.length() < time + 9 ? instant : instant.substring(time + 1, time + 9);
    }

    static String words(String type) {
        return type.isEmpty() ? "" : Labels.capital(type.replace('_', ' '));
    }

    /** A line of the timeline. */
    record Event(String at, String clock, String type, String words, String code, String meaning, String tone) {

        boolean coded() {
            return !code.isEmpty();
        }
    }
}
