/** The simulated platforms and the demonstration dashboard; profile sandbox only. */
@ApplicationModule(allowedDependencies = {"portal", "merchant", "tenant", "upstream", "web"})
@NullMarked
package io.portallink.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
