package io.portallink.api;

import io.portallink.tenant.Caller;
import io.portallink.tenant.Scope;
import io.portallink.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who calls; the scopes of the key are the authorities. The key itself is forgotten. */
final class ApiCaller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    ApiCaller(Caller caller) {
        super(caller.key().scopes().stream()
                .map(Scope::wire)
                .map(SimpleGrantedAuthority::new)
                .toList());
        this.caller = caller;
        setAuthenticated(true);
    }

    Tenant tenant() {
        return caller.tenant();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller.tenant().id().value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
