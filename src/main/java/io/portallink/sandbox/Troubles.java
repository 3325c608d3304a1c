package io.portallink.sandbox;

import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How each simulated platform treats each demonstration merchant now: as that merchant always fares, or as somebody made it. */
final class Troubles {

    /** What can be made to go wrong; the rest needs a merchant that was made for it. */
    static final List<Behaviour> CHOICES = List.of(Behaviour.NORMAL, Behaviour.SLOW, Behaviour.DOWN, Behaviour.LIMITED);

    private final Map<Key, Behaviour> made = new ConcurrentHashMap<>();

    Behaviour of(DemoMerchant merchant, PlatformId platform) {
        return made.getOrDefault(new Key(merchant, platform), merchant.behaviour());
    }

    /** {@link Behaviour#NORMAL} ends the trouble. */
    void make(DemoMerchant merchant, PlatformId platform, Behaviour behaviour) {
        if (behaviour == Behaviour.NORMAL) {
            made.remove(new Key(merchant, platform));
        } else {
            made.put(new Key(merchant, platform), behaviour);
        }
    }

    /** Whether it is there because somebody made it. */
    boolean made(DemoMerchant merchant, PlatformId platform) {
        return made.containsKey(new Key(merchant, platform));
    }

    /**
     * Trouble keeps to itself: another merchant's calls find no breaker open and no tap closed by it, even where they have
     * the same trouble.
     */
    String lane(PlatformId platform, MerchantId merchantId) {
        return DemoMerchant.find(merchantId.value())
                .filter(merchant -> made(merchant, platform))
                .map(merchant ->
                        platform.value() + "-made-" + of(merchant, platform).word() + "-" + merchant.number())
                .orElseGet(() -> DemoMerchant.lane(platform, merchantId));
    }

    private record Key(DemoMerchant merchant, PlatformId platform) {}
}
