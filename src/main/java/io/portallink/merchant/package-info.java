/** Which account a merchant has at which platform, encrypted at rest. */
@ApplicationModule(allowedDependencies = {"portal", "crypto"})
@NullMarked
package io.portallink.merchant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
