package io.portallink.api;

import io.portallink.broker.Accounts.Registration;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The line that each account of an import was last in. Of millions in one body the latest are remembered. */
final class ImportedAccounts {

    static final int MAX_REMEMBERED = 100_000;

    private final Map<UUID, Integer> lines = new LinkedHashMap<>();

    /** The earlier line for the same merchant and platform, if there was one. */
    Optional<Integer> replaced(ImportLine.Good line) {
        UUID account = digest(line.registration());
        Optional<Integer> earlier = Optional.ofNullable(lines.remove(account));
        lines.put(account, line.number());
        if (lines.size() > MAX_REMEMBERED) {
            lines.remove(lines.keySet().iterator().next());
        }
        return earlier;
    }

    /** Sixteen bytes for an id of up to 128: what is remembered is bounded in bytes too. */
    private static UUID digest(Registration registration) {
        return UUID.nameUUIDFromBytes(
                (registration.platform() + " " + registration.merchant()).getBytes(StandardCharsets.UTF_8));
    }
}
