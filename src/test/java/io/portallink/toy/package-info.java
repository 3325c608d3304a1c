/** A third platform, in tests only: it shows that one new package and one block of configuration are enough. */
@ApplicationModule(allowedDependencies = {"portal", "upstream"})
@NullMarked
package io.portallink.toy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
