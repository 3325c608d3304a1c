/** The neutral words, the one interface that a platform implements, and the problems a caller can meet. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.portallink.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
