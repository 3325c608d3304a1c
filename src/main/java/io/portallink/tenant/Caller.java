package io.portallink.tenant;

/** A tenant, and the key by which it was recognised. */
public record Caller(Tenant tenant, ApiKey key) {}
