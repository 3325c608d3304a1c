/** Portal links and their one-time tickets: issue, claim, release, refresh, expire, revoke, timeline, retention. */
@ApplicationModule(allowedDependencies = {"portal", "crypto", "store"})
@NullMarked
package io.portallink.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
