package io.portallink.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** The last line of defence for the log: whatever looks like one of our tickets or tokens in a URL is masked. */
final class MaskedJson implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern TOKEN = Pattern.compile("(launch|refresh|return)/[A-Za-z0-9_-]{20,}");

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor(JsonWriter.ValueProcessor.of(String.class, MaskedJson::masked));
    }

    static @Nullable String masked(@Nullable String text) {
        return text == null ? null : TOKEN.matcher(text).replaceAll("$1/••••");
    }
}
