package io.portallink.api;

import io.portallink.portal.PlatformId;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What an import may be written in; always in UTF-8. */
enum ImportFormat {
    NDJSON("application/x-ndjson") {
        @Override
        ImportLines read(InputStream in, JsonMapper json, Collection<PlatformId> known) {
            return new NdjsonLines(in, json, known);
        }
    },
    CSV("text/csv") {
        @Override
        ImportLines read(InputStream in, JsonMapper json, Collection<PlatformId> known) throws IOException {
            return new CsvLines(in, known);
        }
    };

    private final String type;

    ImportFormat(String type) {
        this.type = type;
    }

    abstract ImportLines read(InputStream in, JsonMapper json, Collection<PlatformId> known) throws IOException;

    /** @throws ProblemException 415, when it is none of these */
    static ImportFormat of(@Nullable String contentType) {
        for (ImportFormat format : values()) {
            if (BodyType.is(MediaType.valueOf(format.type), contentType)) {
                return format;
            }
        }
        throw new ProblemException(
                Problem.UNSUPPORTED_MEDIA_TYPE, "The body must be application/x-ndjson or text/csv, in UTF-8.");
    }
}
