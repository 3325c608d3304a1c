/** The one path of a request: find the account, pick the platform, mint, assemble the redirect. */
@ApplicationModule(allowedDependencies = {"portal", "merchant", "link", "tenant", "idempotency", "crypto", "store"})
@NullMarked
package io.portallink.broker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
