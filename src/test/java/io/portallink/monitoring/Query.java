package io.portallink.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to find the series that an expression asks for. */
final class Query {

    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern TOKEN = Pattern.compile(STRING
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
            + "|\\[[^]]*]|\\boffset\\s+\\w+"
            + "|(?<name>[a-zA-Z_:][\\w:]*)\\s*(?<call>\\()?(?:\\{(?<matchers>(?:[^}\"]|" + STRING + ")*)})?");
    private static final Pattern MATCHER =
            Pattern.compile("(?<label>\\w+)\\s*(?<op>=~|!~|!=|=)\\s*\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");
    /** What stands before no parenthesis of its own. */
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "on", "group_left", "group_right", "sum", "min", "max");

    /** Given by Prometheus, not by the broker. */
    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");

    private Query() {}

    /** What one alternative of a selector asks for. */
    record Selector(String metric, List<LabelMatcher> matchers) {

        boolean selects(Scrape.Series series) {
            return series.metric().equals(metric)
                    && matchers.stream()
                            .allMatch(matcher -> series.labels().containsKey(matcher.label())
                                    && matcher.value().test(series.labels().get(matcher.label())));
        }

        @Override
        public String toString() {
            return metric + matchers.stream().map(LabelMatcher::text).toList();
        }
    }

    record LabelMatcher(String label, String text, Predicate<String> value) {}

    /** Every selector of an expression; one that lists alternatives, such as {@code a|b}, comes once for each. */
    static List<Selector> selectors(String expression) {
        List<Selector> found = new ArrayList<>();
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            String name = token.group("name");
            if (name != null && token.group("call") == null && !WORDS.contains(name)) {
                String matchers = token.group("matchers");
                alternatives(matchers == null ? "" : matchers)
                        .forEach(alternative -> found.add(new Selector(name, alternative)));
            }
        }
        return found;
    }

    private static List<List<LabelMatcher>> alternatives(String matchers) {
        List<List<LabelMatcher>> all = List.of(List.of());
        for (MatchResult found : MATCHER.matcher(matchers).results().toList()) {
            // a variable of the dashboard stands for anything
            if (!LABELS_OF_PROMETHEUS.contains(found.group("label"))
                    && !found.group("value").contains("$")) {
                all = times(all, matchers(found));
            }
        }
        return all;
    }

    private static List<LabelMatcher> matchers(MatchResult found) {
        String value = found.group("value");
        return switch (found.group("op")) {
            case "=" -> List.of(matcher(found, value, value::equals));
            case "!=" -> List.of(matcher(found, value, Predicate.not(value::equals)));
            case "=~" ->
                List.of(value.split("\\|")).stream()
                        .map(one -> matcher(found, one, other -> other.matches(one)))
                        .toList();
            default -> List.of(matcher(found, value, other -> !other.matches(value)));
        };
    }

    private static LabelMatcher matcher(MatchResult found, String value, Predicate<String> test) {
        return new LabelMatcher(found.group("label"), found.group("label") + found.group("op") + value, test);
    }

    private static List<List<LabelMatcher>> times(List<List<LabelMatcher>> all, List<LabelMatcher> more) {
        return all.stream()
                .flatMap(before -> more.stream().map(one -> {
                    List<LabelMatcher> after = new ArrayList<>(before);
                    after.add(one);
                    return List.copyOf(after);
                }))
                .toList();
    }
}
