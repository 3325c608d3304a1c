package io.portallink.api;

import io.portallink.portal.PlatformId;

/** The platform that a path names, and that there is. */
record KnownPlatform(PlatformId id) {}
