/**
 * The backend's HTTP edge: controllers, JSON, problems. It is the largest room, since all that is said over {@code /v1} is read and
 * written here by the same rules for fields; what begins with Import, Csv, Ndjson or Raw is the import's alone.
 */
@ApplicationModule(allowedDependencies = {"portal", "merchant", "link", "tenant", "idempotency", "broker", "web"})
@NullMarked
package io.portallink.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
