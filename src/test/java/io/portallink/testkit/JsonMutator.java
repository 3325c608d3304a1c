package io.portallink.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes JSON that is wrong in the ways in which JSON goes wrong: types, limits, names, nesting, syntax. */
public final class JsonMutator {

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.){0,200}+\"|-?\\d[\\d.eE+-]*+|true|false|null|\\{}|\\[]");
    private static final int MOST_TOKENS = 200;

    private final Mutator some;

    public JsonMutator(Mutator some) {
        this.some = some;
    }

    /** An object of fields with good values, nearly always the required one; about half are wrong somewhere. */
    public String object(String required, Map<String, List<String>> fields) {
        List<String> members = new ArrayList<>();
        fields.forEach((name, values) -> {
            if (name.equals(required) ? !some.oneIn(16) : some.oneIn(4)) {
                members.add(quoted(name) + ":" + some.of(values));
            }
        });
        if (some.oneIn(2)) {
            return "{" + String.join(",", members) + "}";
        }
        for (int left = 1 + some.below(2); left > 0; left--) {
            Map.Entry<String, List<String>> field = some.of(List.copyOf(fields.entrySet()));
            String value = some.oneIn(2) ? value(3) : near(some.of(field.getValue()));
            members.add(
                    some.below(members.size() + 1),
                    (some.oneIn(8) ? string(some.text()) : quoted(field.getKey())) + ":" + value);
        }
        return "{" + String.join(some.oneIn(20) ? ",," : ",", members) + "}";
    }

    /** One token of the text, a name or a value, replaced by any other value. */
    public String otherToken(String json) {
        Matcher matcher = TOKEN.matcher(json);
        List<MatchResult> tokens = matcher.results().limit(MOST_TOKENS).toList();
        if (tokens.isEmpty()) {
            return json;
        }
        MatchResult token = some.of(tokens);
        return json.substring(0, token.start()) + value(3) + json.substring(token.end());
    }

    /** Any value, valid JSON as a rule. */
    public String value(int levels) {
        return switch (some.below(levels == 0 ? 4 : 7)) {
            case 0 -> number();
            case 1 ->
                some.of("true", "false", "null", "\"\"", "{}", "[]", "\"" + Mutator.SECRET + "\"", Mutator.SECRET);
            case 2, 3 -> string(some.text());
            case 4 -> "[" + value(levels - 1) + "," + value(levels - 1) + "]";
            case 5 -> "{" + string(some.text()) + ":" + value(levels - 1) + "}";
            default -> some.oneIn(10) ? nested() : "{\"a\":" + value(levels - 1) + "}";
        };
    }

    /** Nearly a good value, and often on the other side of its limit. */
    private String near(String good) {
        if (good.matches("\\d{1,9}")) {
            return String.valueOf(Integer.parseInt(good) + some.of(-1, 1, 1000));
        }
        boolean text = good.length() > 1 && good.startsWith("\"");
        return text ? "\"" + some.text(good.substring(1, good.length() - 1)) + "\"" : some.text(good);
    }

    private String number() {
        return some.of(
                "0",
                "-0",
                "1",
                "30",
                "600",
                "601",
                "29.0",
                "3e2",
                "-1",
                "1.5",
                "0.1e-400",
                "1e400",
                "1e999999999",
                "-1E-999999999",
                "2147483648",
                "9223372036854775808",
                "1".repeat(400),
                "9".repeat(1001),
                "0." + "1".repeat(900),
                String.valueOf(some.below(Integer.MAX_VALUE)));
    }

    /** Deep enough for every limit on the way. */
    private String nested() {
        int levels = some.of(10, 199, 200, 201, 499, 500, 501, 1500);
        boolean array = some.oneIn(2);
        String end = some.oneIn(4) ? "" : (array ? "]" : "}").repeat(levels);
        return (array ? "[" : "{\"a\":").repeat(levels) + (array ? "" : "1") + end;
    }

    /** The text as a JSON string, escaped or, where JSON lets it, as it is. */
    private String string(String text) {
        if (some.oneIn(10)) {
            return "\"" + text + "\"";
        }
        StringBuilder escaped = new StringBuilder("\"");
        text.chars()
                .forEach(c -> escaped.append(
                        c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c)
                                ? "\\u%04x".formatted(c)
                                : String.valueOf((char) c)));
        return escaped.append('"').toString();
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
