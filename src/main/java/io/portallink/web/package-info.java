/** What both HTTP edges share: request ids, the fallback for errors, page rendering, security of what is not the API. */
@ApplicationModule(allowedDependencies = {"portal", "crypto", "store"})
@NullMarked
package io.portallink.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
