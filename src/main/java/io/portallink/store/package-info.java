/** What Spring Boot does not know of the two stores: how PostgreSQL falls silent, and when the embedded one is safe. */
@NullMarked
@ApplicationModule(allowedDependencies = "portal")
package io.portallink.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
