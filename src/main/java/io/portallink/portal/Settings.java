package io.portallink.portal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A tenant's block of configuration for one platform, such as its credential. Prints its names, never its values. */
public record Settings(Map<String, String> values) {

    public Settings {
        values = Map.copyOf(values);
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
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** @throws InvalidConfiguration when a name is there that the platform does not know */
    public void allow(Set<String> names) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            String name = unknown.iterator().next();
            String nearest = Spelling.nearest(name, names)
                    .map(known -> "; did you mean " + known + "?")
                    .orElse("");
            throw new InvalidConfiguration(
                    name, "is not a setting of this platform" + nearest + "; it knows " + new TreeSet<>(names));
        }
    }

    @Override
    public String toString() {
        return "Settings" + new TreeSet<>(values.keySet());
    }
}
