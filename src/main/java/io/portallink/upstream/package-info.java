/** The one way to call a platform: deadline, retry, breaker, bulkhead, budget, failure classes, metrics. */
@ApplicationModule(allowedDependencies = {"portal", "store"})
@NullMarked
package io.portallink.upstream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
