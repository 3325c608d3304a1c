package io.portallink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no migration may do while the version before still runs on the same store: take away or change what that version uses,
 * refuse what it writes, or lock a table that it needs for as long as the table is large. A table that the same script makes
 * is nobody's yet.
 */
final class MigrationRules {

    private static final String NAME = "(?:if (?:not )?exists )?(\\w+)";
    private static final Pattern CREATED = Pattern.compile("create table " + NAME + ".*");

    // each with the table, where it matters whose it is
    private static final Map<Pattern, String> RULES = Map.ofEntries(
            // without an index the version before is slower, no more, and the lock for it is short
            rule("(?:drop (?!index )|truncate ).*", "drops what the version before may use"),
            rule(
                    "alter table " + NAME + " .*\\bdrop\\b(?! default| not null).*",
                    "drops what the version before may use"),
            rule("alter table " + NAME + " .*\\brename\\b.*", "renames what the version before uses"),
            rule("alter table " + NAME + " .*\\b(?:set data type|type)\\b.*", "rewrites the table under its lock"),
            rule("alter table " + NAME + " .*\\bset not null\\b.*", "refuses what the version before writes"),
            rule("alter table " + NAME + " add (?!column|constraint).*", "is to say COLUMN or CONSTRAINT"),
            rule(
                    "alter table " + NAME + " add column (?!.*\\bdefault\\b).*\\bnot null\\b.*",
                    "refuses what the version before writes"),
            rule(
                    "alter table " + NAME
                            + " .*\\bdefault\\b.*\\b(?:random\\w*|gen_random\\w*|clock_timestamp|nextval)\\b.*",
                    "rewrites the table under its lock"),
            rule("alter table " + NAME + " .*\\bgenerated\\b.*", "rewrites the table under its lock"),
            rule(
                    "alter table " + NAME + " add constraint (?!.*\\bnot valid\\b).*",
                    "reads the whole table under its lock, and may refuse what the version before writes"),
            rule(
                    "alter table " + NAME + " (?!.*\\bnot valid\\b).*\\b(?:unique|primary key|check|references)\\b.*",
                    "reads the whole table under its lock"),
            rule(
                    "create (?:unique )?index (?!concurrently).*? on (?:only )?(\\w+).*",
                    "keeps the table from being written until the index is built; say CONCURRENTLY"),
            rule("(?:lock|cluster|vacuum full|reindex) .*", "locks the table"),
            rule("(?:update|delete from) " + NAME + "\\b.*", "locks every row that the version before may write"));

    private MigrationRules() {}

    /** The statements that must not be, each with the reason. */
    static List<String> broken(String script) {
        List<String> created = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (String statement : statements(script)) {
            Matcher table = CREATED.matcher(statement);
            if (table.matches()) {
                created.add(table.group(1));
            }
            RULES.forEach((pattern, reason) -> {
                Matcher rule = pattern.matcher(statement);
                if (rule.matches() && !(rule.groupCount() > 0 && created.contains(rule.group(1)))) {
                    broken.add("\"" + statement + "\" " + reason);
                }
            });
        }
        return broken;
    }

    private static List<String> statements(String script) {
        String bare = script.replaceAll("--[^\n]*", " ").replaceAll("(?s)/\\*.*?\\*/", " ");
        return Pattern.compile(";")
                .splitAsStream(bare)
                .map(statement -> statement.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static Map.Entry<Pattern, String> rule(String pattern, String reason) {
        return Map.entry(Pattern.compile(pattern), reason);
    }
}
