/** The server's keys: what is sealed at rest and what is signed in a URL. */
@ApplicationModule(allowedDependencies = {"portal"})
@NullMarked
package io.portallink.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
