/** The benchmark: broker, bare proxies and stub platform side by side on loopback, each a process of its own. */
@NullMarked
package io.portallink.benchmark;

import org.jspecify.annotations.NullMarked;
