/** Who may call, with which keys, registered URLs and platform settings. */
@ApplicationModule(allowedDependencies = {"portal", "crypto"})
@NullMarked
package io.portallink.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
