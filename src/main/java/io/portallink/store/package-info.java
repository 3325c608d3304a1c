/**
 * What Spring Boot does not know of the two stores: how PostgreSQL falls silent, when the embedded one is safe, what can't be
 * written or is to be tried again, and whose clock counts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "portal")
package io.portallink.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
