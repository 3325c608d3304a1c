package io.portallink.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the dashboard says to a browser that left a portal, or that needs a new link to get into one. */
final class ComebackNotice {

    private final BrokerClient broker;
    private final DemoStates states;

    ComebackNotice(BrokerClient broker, DemoStates states) {
        this.broker = broker;
        this.states = states;
    }

    /** @param reason why a new link is needed; empty for a return */
    Map<String, Object> model(String link, String state, String reason) throws InterruptedException {
        Optional<String> merchant = states.merchant(link, state);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("notice", !link.isEmpty());
        model.put("link", link);
        model.put("reason", reason);
        model.put("why", Labels.reason(reason));
        model.put("asked", !reason.isEmpty());
        model.put("stateOf", merchant.orElse(""));
        model.put("stateKnown", merchant.isPresent());
        boolean returned = reason.isEmpty() && merchant.isPresent() && DemoLinksController.isLink(link);
        model.put("account", returned ? account(broker.link(link), merchant.get()) : List.of());
        return model;
    }

    /** A return confirms nothing, so the platform is asked, as the source documents advise. */
    private List<Account> account(BrokerClient.Answer link, String merchant) throws InterruptedException {
        if (link.status() != 200 || !link.text("merchant_id").equals(merchant)) {
            return List.of();
        }
        String platform = link.text("platform");
        return List.of(Account.of(merchant, platform, broker.accountStatus(merchant, platform)));
    }

    /**
     * What the broker told of an account.
     *
     * @param untold what the platform can't tell; empty for nothing
     */
    record Account(String merchant, String platform, String words, String untold) {

        static Account of(String merchant, String platform, BrokerClient.Answer status) {
            String name = Labels.platform(platform);
            String untold = String.join(
                    ", ",
                    status.json()
                            .path("unknown")
                            .valueStream()
                            .map(member -> member.stringValue(""))
                            .toList());
            return new Account(merchant, platform, words(name, status), untold);
        }

        private static String words(String name, BrokerClient.Answer status) {
            if (status.status() != 200) {
                return name + " could not be asked for the account just now.";
            }
            if (!status.json().path("known").isBoolean()) {
                return name + " has nothing that could be asked.";
            }
            return name
                    + (status.json().path("known").booleanValue()
                            ? " still knows the account."
                            : " does not know the account any more.");
        }

        boolean untelling() {
            return !untold.isEmpty();
        }
    }
}
