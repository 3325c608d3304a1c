package io.portallink.sandbox;

import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The dashboard's merchants: a card for each account, a button for each page that its platform has. */
final class MerchantCards {

    private final Map<PlatformId, Set<Page>> pages;
    private final ShipEngineAccounts accounts;
    private final Troubles troubles;

    MerchantCards(List<Platform> platforms, ShipEngineAccounts accounts, Troubles troubles) {
        this.pages = platforms.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Platform::id, platform -> platform.capabilities().pages()));
        this.accounts = accounts;
        this.troubles = troubles;
    }

    /** @param born whether of those whose account was made to fail */
    List<Card> cards(boolean born) {
        List<Card> cards = new ArrayList<>();
        Arrays.stream(DemoMerchant.values())
                .filter(merchant -> born == (merchant.behaviour() != Behaviour.NORMAL))
                .forEach(merchant -> merchant.accounts()
                        .forEach((platform, account) -> cards.add(card(merchant, platform, account))));
        return cards;
    }

    private Card card(DemoMerchant merchant, PlatformId platform, String account) {
        Behaviour behaviour = troubles.of(merchant, platform);
        return new Card(
                merchant.id().value(),
                merchant.shop(),
                platform.value(),
                Labels.platform(platform),
                Masks.account(account),
                onboarding(platform, account),
                platform.equals(DemoMerchant.SHIPENGINE) && accounts.onboarded(account),
                behaviour == Behaviour.NORMAL ? "" : Labels.trouble(behaviour),
                troubles.made(merchant, platform),
                buttons(platform));
    }

    /** Neither platform's API tells it. Of ShipEngine the simulator knows, and it is called the simulator's knowledge. */
    private State onboarding(PlatformId platform, String account) {
        if (!platform.equals(DemoMerchant.SHIPENGINE)) {
            return new State("Onboarding: the platform does not tell", "info", "");
        }
        String source = "says the simulator";
        return accounts.onboarded(account)
                ? new State("Onboarding complete", "good", source)
                : new State("Onboarding to do", "warn", source);
    }

    private List<Button> buttons(PlatformId platform) {
        Set<Page> supported = pages.getOrDefault(platform, Set.of());
        List<Button> buttons = new ArrayList<>(List.of(new Button("", Labels.page(""))));
        Arrays.stream(Page.values())
                .filter(supported::contains)
                .forEach(page -> buttons.add(new Button(page.wire(), Labels.page(page.wire()))));
        return buttons;
    }

    /**
     * A merchant's account.
     *
     * @param onboarded whether onboarding is known to be complete, and can begin anew
     * @param trouble what is wrong with the platform for it; empty for nothing
     * @param made whether somebody made that trouble, and can end it
     */
    record Card(
            String merchant,
            String shop,
            String platform,
            String platformName,
            String account,
            State onboarding,
            boolean onboarded,
            String trouble,
            boolean made,
            List<Button> buttons) {

        boolean troubled() {
            return !trouble.isEmpty();
        }
    }

    /**
     * How far an account is.
     *
     * @param tone the name of a colour
     * @param source whose knowledge it is, where a real dashboard could not have it; else empty
     */
    record State(String words, String tone, String source) {

        boolean sourced() {
            return !source.isEmpty();
        }
    }

    /** @param page as the API calls it; empty for the front page */
    record Button(String page, String label) {}
}
