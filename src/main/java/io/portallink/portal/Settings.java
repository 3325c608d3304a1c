package io.portallink.portal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A tenant's block of configuration for one platform, such as its credential. Prints its names, never its values. An
 * environment variable can't carry a name's dashes: {@code APIKEY} and {@code API_KEY} are {@code api-key}, too.
 *
 * @param values by name; of two spellings of one name the first counts, which is the variable's
 */
public record Settings(Map<String, String> values) {

    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @throws InvalidConfiguration when it is missing or blank */
    public String required(String name) {
        return optional(name).orElseThrow(() -> new InvalidConfiguration(name, "is missing; set it"));
    }

    /**
     * What is sent to prove who asks; every credential is read by this.
     *
     * @throws InvalidConfiguration when it is missing, blank, or not visible ASCII from end to end
     */
    public Secret secret(String name) {
        return SettingText.secret(name, required(name));
    }

    public Optional<String> optional(String name) {
        return values.entrySet().stream()
                .filter(value -> isSame(value.getKey(), name))
                .findFirst()
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank());
    }

    /** @throws InvalidConfiguration when a name is there that the platform does not know */
    public void allow(Set<String> names) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeIf(spelling -> names.stream().anyMatch(name -> isSame(spelling, name)));
        if (!unknown.isEmpty()) {
            String name = unknown.iterator().next();
            String nearest = Spelling.nearest(name, names)
                    .map(known -> "; did you mean " + known + "?")
                    .orElse("");
            throw new InvalidConfiguration(
                    name, "is not a setting of this platform" + nearest + "; it knows " + new TreeSet<>(names));
        }
    }

    private static boolean isSame(String spelling, String name) {
        return spelling.equals(name) || spelling.replace(".", "").equals(name.replace("-", ""));
    }

    @Override
    public String toString() {
        return "Settings" + new TreeSet<>(values.keySet());
    }
}
