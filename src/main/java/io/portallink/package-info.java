/** The application class; every direct child is a room of its own. */
@NullMarked
package io.portallink;

import org.jspecify.annotations.NullMarked;
