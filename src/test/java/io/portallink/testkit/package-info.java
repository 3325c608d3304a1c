/** What the tests share: the broker on real sockets, stub platforms, a client that hides nothing. */
@NullMarked
package io.portallink.testkit;

import org.jspecify.annotations.NullMarked;
