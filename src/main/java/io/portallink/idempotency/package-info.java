/** Idempotency keys: which creation a caller's key stands for, in flight or done. */
@ApplicationModule(allowedDependencies = {"portal", "crypto", "link"})
@NullMarked
package io.portallink.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
