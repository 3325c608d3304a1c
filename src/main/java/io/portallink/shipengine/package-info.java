/** The ShipEngine (ShipStation API) direct-login connector. */
@ApplicationModule(allowedDependencies = {"portal", "upstream"})
@NullMarked
package io.portallink.shipengine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
