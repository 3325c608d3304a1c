/** Traces, by configuration: off until somebody says where spans go, and then nothing secret in them. */
@NullMarked
package io.portallink.tracing;

import org.jspecify.annotations.NullMarked;
