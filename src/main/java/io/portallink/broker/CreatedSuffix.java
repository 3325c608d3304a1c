package io.portallink.broker;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code portal_links_created_total} the name that the contract gives it: Micrometer's convention for Prometheus takes
 * {@code _created} for the suffix that OpenMetrics reserves for times of creation, and cuts it off.
 */
final class CreatedSuffix implements NamingConvention {

    private final NamingConvention usual;

    CreatedSuffix(NamingConvention usual) {
        this.usual = usual;
    }

    @Override
    public String name(String name, Meter.Type type, @Nullable String baseUnit) {
        String named = usual.name(name, type, baseUnit);
        return name.equals(BrokerMetrics.LINKS_CREATED) && named.equals("portal_links") ? named + "_created" : named;
    }

    @Override
    public String tagKey(String key) {
        return usual.tagKey(key);
    }

    @Override
    public String tagValue(String value) {
        return usual.tagValue(value);
    }
}
