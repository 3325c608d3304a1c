/** The browser's HTTP edge: launch, refresh, return and the pages people meet. */
@ApplicationModule(allowedDependencies = {"portal", "link", "tenant", "broker", "web"})
@NullMarked
package io.portallink.browser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
