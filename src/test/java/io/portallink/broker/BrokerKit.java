package io.portallink.broker;

import io.portallink.portal.Capabilities;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.portal.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The real {@link Platforms} without Spring. */
public final class BrokerKit {

    private BrokerKit() {}

    /** Platforms that have an id and can do nothing. */
    public static Platforms platforms(String... ids) {
        return new Platforms(
                Arrays.stream(ids)
                        .<Platform>map(id -> new Named(new PlatformId(id)))
                        .toList(),
                Set.of(),
                List.of());
    }

    private record Named(PlatformId id) implements Platform {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Capabilities capabilities() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void check(Settings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Preview preview(PortalRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PortalUrl open(PortalRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
