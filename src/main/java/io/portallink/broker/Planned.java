package io.portallink.broker;

import io.portallink.portal.Preview;

/** Where a request would go, and what would be sent there. */
public record Planned(Route route, Preview preview) {}
