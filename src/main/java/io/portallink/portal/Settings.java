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

    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** @throws InvalidConfiguration when a name is there that the platform does not know */
    public void allow(Set<String> names) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new InvalidConfiguration(
                    unknown.iterator().next(), "is not a setting of this platform; it knows " + new TreeSet<>(names));
        }
    }

    @Override
    public String toString() {
        return "Settings" + new TreeSet<>(values.keySet());
    }
}
