package io.portallink.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the page about a link that was asked for shows: the requests side by side, the answer, the life, the controls. */
final class AttemptPage {

    private final Journal journal;
    private final Troubles troubles;
    private final BrokerClient broker;

    AttemptPage(Journal journal, Troubles troubles, BrokerClient broker) {
        this.journal = journal;
        this.troubles = troubles;
        this.broker = broker;
    }

    Map<String, Object> model(String key, Attempt attempt) throws InterruptedException {
        Map<String, Object> model = new LinkedHashMap<>();
        String page = Labels.page(attempt.page());
        model.put("title", page + " of " + attempt.merchant().shop());
        model.put("key", key);
        model.put("merchant", attempt.merchant().id().value());
        model.put("shop", attempt.merchant().shop());
        model.put("platform", attempt.platform().value());
        model.put("platformName", Labels.platform(attempt.platform()));
        model.put("page", page);
        putAnswers(model, attempt);
        putTroubles(model, attempt);
        Attempt.Scanned scanned = attempt.scanned().get();
        model.put("scans", scanned.scans());
        model.put("scanned", !scanned.scans().isEmpty());
        model.put("scan", scanned);
        model.putAll(live(attempt));
        return model;
    }

    private static void putAnswers(Map<String, Object> model, Attempt attempt) {
        BrokerClient.Answer answer = attempt.answer();
        String parameters = WireText.parameters(attempt.preview().json());
        model.put("created", answer.created());
        model.put("url", attempt.url());
        model.put("refused", answer.status() / 100 == 4 && answer.status() != 429);
        model.put("problemTitle", answer.text("title").isEmpty() ? "The broker does not answer" : answer.text("title"));
        model.put("problemDetail", answer.text("detail"));
        model.put("request", BrokerClient.pretty(attempt.request()));
        model.put("previewed", attempt.preview().status() == 200);
        model.put("platformRequest", WireText.request(attempt.preview().json()));
        model.put("parameters", parameters);
        model.put("hasParameters", !parameters.isEmpty());
        model.put("answerStatus", answer.status());
        model.put(
                "answer",
                answer.json().isMissingNode() ? "(none)" : answer.json().toPrettyString());
    }

    private void putTroubles(Map<String, Object> model, Attempt attempt) {
        Behaviour now = troubles.of(attempt.merchant(), attempt.platform());
        model.put("trouble", Labels.trouble(now));
        model.put("troubleTone", now == Behaviour.NORMAL ? "good" : "bad");
        model.put("tunable", attempt.merchant().behaviour() == Behaviour.NORMAL);
        model.put(
                "choices",
                Troubles.CHOICES.stream()
                        .map(choice -> new Choice(choice.word(), Labels.trouble(choice), choice == now))
                        .toList());
    }

    /** While the broker does not answer: what it answered at first, and that it is silent. */
    private Map<String, Object> live(Attempt attempt) throws InterruptedException {
        BrokerClient.Answer first = attempt.answer();
        BrokerClient.Answer now = first.created() ? broker.link(first.text("id")) : first;
        boolean silent = first.created() && now.status() != 200;
        Map<String, Object> model = live(silent ? first.json() : now.json());
        model.put("silent", silent);
        return model;
    }

    /** What changes while somebody looks: the link as the broker tells it, and the platform's last call. */
    Map<String, Object> live(JsonNode link) {
        Map<String, Object> model = new LinkedHashMap<>(Timeline.model(link));
        model.put("exchange", exchange(link));
        return model;
    }

    private List<Journal.Exchange> exchange(JsonNode link) {
        String platform = link.path("platform").stringValue("");
        String since = link.path("created_at").stringValue("");
        return DemoMerchant.find(link.path("merchant_id").stringValue("")).stream()
                .flatMap(merchant -> merchant.accounts().keySet().stream()
                        .filter(id -> id.value().equals(platform))
                        .flatMap(id -> journal.last(merchant, id).stream()))
                .filter(exchange -> !since.isEmpty() && exchange.notBefore(since))
                .toList();
    }

    /** @param now whether this is how the platform fares */
    record Choice(String word, String label, boolean now) {}
}
