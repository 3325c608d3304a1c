/** The fault matrix: whatever a platform, the network or our clock does, what the callers see, and what is left behind. */
@NullMarked
package io.portallink.faults;

import org.jspecify.annotations.NullMarked;
