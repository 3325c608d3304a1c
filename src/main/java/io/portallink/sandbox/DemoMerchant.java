package io.portallink.sandbox;

import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The merchants of the tenant demo, and the accounts by which the simulated platforms know them. */
enum DemoMerchant {
    M_EASYPOST("Northwind Candles", "user_3f1c8a60b7d94e25a1c07f3e9b5d2846", null, Behaviour.NORMAL),
    M_SHIPENGINE("Harbor Coffee", null, "104217", Behaviour.NORMAL),
    M_BOTH("Atlas Outdoor", "user_b82e5d1794ca4f03876de1a05c3b9f72", "208433", Behaviour.NORMAL),
    M_UNKNOWN("Lost Account Ltd", "user_0c9d4b7e1f2a48536a8b5c3d7e9f1024", null, Behaviour.UNKNOWN),
    M_DENIED("No Entry Books", "user_71a6e0c4d93b4258bf1e7d2c8a05f369", null, Behaviour.DENIED),
    M_LIMITED("Rush Hour Toys", "user_e4d7b1a92c8f40635d3a6f0b9c17e582", null, Behaviour.LIMITED),
    M_DOWN("Dark Harbor Tea", "user_5a2f9c3e6d7b41808e4c1b0f7a93d625", null, Behaviour.DOWN),
    M_SLOW("Slow Snail Wines", "user_9d6c2e8f0b1a47349c5e3f7d8a40b16c", null, Behaviour.SLOW),
    M_GARBAGE("Babel Prints", "user_c07b3d5e9f2a46818d1f4e6a7b95c30d", null, Behaviour.GARBAGE);

    static final PlatformId EASYPOST = new PlatformId("easypost");
    static final PlatformId SHIPENGINE = new PlatformId("shipengine");

    private final String shop;
    private final @Nullable String easyPost;
    private final @Nullable String shipEngine;
    private final Behaviour behaviour;

    DemoMerchant(String shop, @Nullable String easyPost, @Nullable String shipEngine, Behaviour behaviour) {
        this.shop = shop;
        this.easyPost = easyPost;
        this.shipEngine = shipEngine;
        this.behaviour = behaviour;
    }

    MerchantId id() {
        return new MerchantId(name().toLowerCase(Locale.ROOT));
    }

    /** In the order in which the dashboard shows them. */
    Map<PlatformId, String> accounts() {
        Map<PlatformId, String> accounts = new LinkedHashMap<>();
        if (easyPost != null) {
            accounts.put(EASYPOST, easyPost);
        }
        if (shipEngine != null) {
            accounts.put(SHIPENGINE, shipEngine);
        }
        return accounts;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    /** What the dashboard calls it. */
    String shop() {
        return shop;
    }

    /** Stands for it where its id must not be told. */
    int number() {
        return Arrays.asList(values()).indexOf(this);
    }

    static Optional<DemoMerchant> find(String merchantId) {
        return Arrays.stream(values())
                .filter(merchant -> merchant.id().value().equals(merchantId))
                .findFirst();
    }

    static Optional<DemoMerchant> byAccount(PlatformId platform, String account) {
        return Arrays.stream(values())
                .filter(merchant -> account.equals(merchant.accounts().get(platform)))
                .findFirst();
    }

    /** A failure merchant's own; else the platform's, as outside the sandbox. */
    static String lane(PlatformId platform, MerchantId merchant) {
        return find(merchant.value())
                .filter(demo -> demo.behaviour != Behaviour.NORMAL)
                .map(demo -> platform.value() + "-" + demo.behaviour.word())
                .orElse(platform.value());
    }
}
