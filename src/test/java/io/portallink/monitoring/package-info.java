/** What operators look at, alerts, dashboard and traces, held against what the broker really tells. */
@NullMarked
package io.portallink.monitoring;

import org.jspecify.annotations.NullMarked;
