package io.portallink.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of an import, one after the other, as they come in. A bad one is an answer like a good one, and reading goes on. */
interface ImportLines {

    /**
     * The next line that is not blank; {@code null} at the end.
     *
     * @throws IOException when the body breaks off
     */
    @Nullable
    ImportLine next() throws IOException;
}
