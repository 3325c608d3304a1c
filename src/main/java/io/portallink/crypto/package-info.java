/** The server's keys: what is sealed at rest, what is signed in a URL, and how keys are rotated. */
@ApplicationModule(allowedDependencies = {"portal", "store"})
@NullMarked
package io.portallink.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
