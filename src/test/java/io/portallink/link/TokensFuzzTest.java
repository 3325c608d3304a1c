package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Signer;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Mutator;
import io.portallink.testkit.Seeds;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Tickets are read from anybody's URL: nothing but what was issued, in its one spelling, is ever genuine. */
class TokensFuzzTest {

    private static final Tokens TOKENS = tokens(1, 2);
    private static final Tokens OLDER = tokens(2);
    private static final Tokens STRANGER = tokens(3);

    @Property
    void readWhenTextIsAnythingThenOnlyWhatWasIssuedIsGenuine(@ForAll(supplier = Seeds.class) long seed) {
        Mutator some = new Mutator(seed);
        TokenUse use = some.of(TokenUse.values());
        TenantId tenant = new TenantId(some.of("acme", "bare", "x"));
        LinkId link = LinkId.next(Instant.ofEpochMilli(some.below(Integer.MAX_VALUE)));
        String issued = some.of(TOKENS, OLDER).issue(use, tenant, link);
        String read = some.oneIn(10) ? issued : other(some, issued, use, tenant, link);

        boolean genuine = TOKENS.read(use, read)
                .map(token -> token.link().equals(link) && token.isOf(tenant))
                .orElse(false);

        Statistics.collect(genuine ? "genuine" : "refused");
        Statistics.coverage(outcome -> outcome.check("genuine").percentage(percent -> percent > 5));
        assertThat(genuine).as("%s of %s", read, issued).isEqualTo(read.equals(issued));
        assertThat(TOKENS.read(use, read).isPresent()).as(read).isEqualTo(genuine);
    }

    private static String other(Mutator some, String issued, TokenUse use, TenantId tenant, LinkId link) {
        byte[] bytes = Base64.getUrlDecoder().decode(issued);
        return switch (some.below(9)) {
            case 0 -> url(some.flipped(bytes));
            case 1 -> url(Arrays.copyOf(bytes, some.below(64)));
            case 2 -> Base64.getEncoder().encodeToString(some.flipped(bytes));
            case 3 -> TOKENS.issue(some.of(otherUses(use)), tenant, link);
            case 4 -> STRANGER.issue(use, tenant, link);
            case 5 -> spliced(bytes, some);
            case 6 ->
                issued.substring(0, some.below(64)) + some.of("=", "==", "\n", " ", ".", "%2D", "\u212a", "\uff21");
            case 7 -> some.text();
            default -> some.text(issued);
        };
    }

    private static List<TokenUse> otherUses(TokenUse use) {
        return Arrays.stream(TokenUse.values()).filter(other -> other != use).toList();
    }

    /** The head of one token, its tenant included, with the tail of another tenant's: both genuine, together not. */
    private static String spliced(byte[] bytes, Mutator some) {
        String use = TOKENS.issue(TokenUse.LAUNCH, new TenantId("other"), LinkId.next(Instant.EPOCH));
        byte[] other = Base64.getUrlDecoder().decode(use);
        int at = 12 + some.below(36);
        byte[] spliced = Arrays.copyOf(bytes, bytes.length);
        System.arraycopy(other, at, spliced, at, bytes.length - at);
        return url(spliced);
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Tokens tokens(int... keys) {
        return new Tokens(new Signer(new KeyRing(Arrays.stream(keys)
                .mapToObj(value -> {
                    byte[] key = new byte[32];
                    Arrays.fill(key, (byte) value);
                    return Base64.getEncoder().encodeToString(key);
                })
                .toList())));
    }
}
