/** The backend's HTTP edge: controllers, JSON, problems. */
@ApplicationModule(allowedDependencies = {"portal", "merchant", "link", "tenant", "idempotency", "broker", "web"})
@NullMarked
package io.portallink.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
