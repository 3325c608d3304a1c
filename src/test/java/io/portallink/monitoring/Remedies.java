package io.portallink.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections on alerts in the operators' page. */
final class Remedies {

    private static final Pattern SECTION = Pattern.compile("(?ms)^### (Portal\\w+)\\n(.*?)(?=^#|\\z)");
    private static final Pattern LOG = Pattern.compile("(?s)\\n- \\*\\*Log\\*\\*: (.*?)\\n- ");
    private static final Pattern EVENT = Pattern.compile("event\\s+`(\\w+)`");

    private Remedies() {}

    /** By the alert's name, in their order. */
    static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        SECTION.matcher(page()).results().forEach(section -> sections.put(section.group(1), section.group(2)));
        return sections;
    }

    /** What the log has on it. */
    static String log(String alert) {
        Matcher log = LOG.matcher(Objects.requireNonNull(sections().get(alert), alert));
        if (!log.find()) {
            throw new AssertionError(alert + " does not say what the log has");
        }
        return log.group(1);
    }

    /** The events that it names there. */
    static List<String> events(String alert) {
        return EVENT.matcher(log(alert)).results().map(event -> event.group(1)).toList();
    }

    private static String page() {
        try {
            return Files.readString(Path.of("src", "docs", "operate.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
