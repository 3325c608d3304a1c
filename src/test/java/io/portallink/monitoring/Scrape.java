package io.portallink.monitoring;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code /actuator/prometheus} answered, in Prometheus' text format. */
final class Scrape {

    private static final Pattern LINE =
            Pattern.compile("(?<metric>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Scrape() {}

    record Series(String metric, Map<String, String> labels) {}

    static List<Series> parse(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(Scrape::series)
                .toList();
    }

    private static Series series(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("no line of Prometheus' text format: " + line);
        }
        String labels = matcher.group("labels");
        return new Series(
                matcher.group("metric"),
                LABEL.matcher(labels == null ? "" : labels)
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))));
    }
}
