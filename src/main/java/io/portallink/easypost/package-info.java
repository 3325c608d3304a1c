/** The EasyPost Customer Portal connector. */
@ApplicationModule(allowedDependencies = {"portal", "upstream"})
@NullMarked
package io.portallink.easypost;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
