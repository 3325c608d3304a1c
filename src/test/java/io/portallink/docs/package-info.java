/** The documents, held against what they tell of: files, alerts, settings, commands. */
@NullMarked
package io.portallink.docs;

import org.jspecify.annotations.NullMarked;
