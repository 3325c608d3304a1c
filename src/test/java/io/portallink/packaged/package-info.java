/** The packaged jar as an operator runs it: a process of its own, its real configuration, its whole output. */
@NullMarked
package io.portallink.packaged;

import org.jspecify.annotations.NullMarked;
