package io.portallink.docs;

import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.Platform;
import io.portallink.portal.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tenant sets for a platform, learnt from what the platform's own check refuses. */
final class PlatformSettings {

    private static final String ANY = "x";
    private static final Pattern KNOWN = Pattern.compile(".* it knows \\[(.*)]");
    private static final Pattern MISSING = Pattern.compile("(\\S+) is missing; .*");

    /** What more can be said of a name; a platform with other names needs nothing here. */
    private static final Map<String, String> WORDS = Map.of(
            "api-key", "the tenant's key at the platform",
            "on-behalf-of", "what the merchants' accounts are known by; default: account-id",
            "theme-id", "the theme where neither the request nor the account names one");

    private PlatformSettings() {}

    static List<ConfigurationReference.Setting> of(Platform platform) {
        Map<String, String> required = required(platform);
        return known(platform).stream()
                .map(name -> new ConfigurationReference.Setting(
                        name,
                        refusal(platform, with(required, name))
                                .map(refusal -> refusal.substring(name.length() + 1))
                                .orElse("text"),
                        Optional.empty(),
                        (required.containsKey(name) ? "required; " : "") + WORDS.getOrDefault(name, "")))
                .toList();
    }

    private static List<String> known(Platform platform) {
        Matcher known = KNOWN.matcher(refusal(platform, Map.of("?", ANY)).orElseThrow());
        if (!known.matches()) {
            throw new IllegalStateException(platform.id() + " allows any setting: call Settings.allow first");
        }
        return List.of(known.group(1).split(", ", -1));
    }

    private static Map<String, String> required(Platform platform) {
        Map<String, String> required = new HashMap<>();
        for (Optional<Matcher> missing = missing(platform, required);
                missing.isPresent();
                missing = missing(platform, required)) {
            required.put(missing.get().group(1), ANY);
        }
        return required;
    }

    private static Optional<Matcher> missing(Platform platform, Map<String, String> settings) {
        return refusal(platform, settings).map(MISSING::matcher).filter(Matcher::matches);
    }

    private static Optional<String> refusal(Platform platform, Map<String, String> settings) {
        try {
            platform.check(new Settings(settings));
            return Optional.empty();
        } catch (InvalidConfiguration e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String name) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, ANY);
        return more;
    }
}
