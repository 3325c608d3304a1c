package io.portallink.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that the documents tell people to run. */
public final class Commands {

    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<'(\\w+)'");
    private static final Pattern COMMENT = Pattern.compile("\\s+# .*");
    private static final Pattern INLINE = Pattern.compile("`((?:\\./mvnw|docker compose) [^`]+)`");

    /** The build itself, which can't run in itself, and what takes hours. */
    private static final Pattern ENDLESS = Pattern.compile("\\./mvnw verify( -P(full|long).*)?|.*'\\*FuzzTest' .*");

    private Commands() {}

    /** In which setting a command is run, or held against what it names. */
    public enum Setting {
        /** Run in a copy of the repository; held against the POM and the tests where that would take hours. */
        MAVEN("\\./mvnw .*"),
        /** Held against the files and names of docker/: there need be no Docker. */
        COMPOSE("docker compose .*|cd docker|cp \\S+ \\S+"),
        SANDBOX("curl (?s:.*)"),
        JAR("java -jar .*"),
        IMAGE("sh docker/.*"),
        /** Run on the log of a broker at which a click failed. */
        LOG("grep .* broker\\.log( \\|.*)?"),
        /** Run where its client is used. */
        GENERATOR("openapi-generator-cli .*"),
        TYPES("npx openapi-typescript@.*"),
        EXAMPLE("(java|node|python3) src/docs/examples/\\S+"),
        SHELL("(head|echo|printf) .*|[A-Z]+=.*");

        private final Pattern commands;

        Setting(String commands) {
            this.commands = Pattern.compile(commands);
        }

        static List<Setting> of(String command) {
            return Stream.of(values())
                    .filter(setting -> setting.commands.matcher(command).matches())
                    .toList();
        }
    }

    /** Whole commands, without comments; a here-document belongs to its command. */
    public static List<String> of(Documents.Block block) {
        List<String> commands = new ArrayList<>();
        List<String> lines = block.text().replace("\\\n", "").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher document = HERE_DOCUMENT.matcher(lines.get(i));
            StringBuilder command =
                    new StringBuilder(COMMENT.matcher(lines.get(i)).replaceFirst(""));
            if (document.find()) {
                do {
                    command.append('\n').append(lines.get(++i));
                } while (!lines.get(i).equals(document.group(1)));
            }
            commands.add(command.toString());
        }
        return commands;
    }

    /** The blocks that have commands of this setting, and of no other. */
    public static List<Documents.Block> blocks(Setting setting) {
        return blocks().stream()
                .filter(block -> of(block).stream()
                        .allMatch(command -> Setting.of(command).equals(List.of(setting))))
                .toList();
    }

    static List<Documents.Block> blocks() {
        return Documents.blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .toList();
    }

    /** Maven's, without those that are held against what they name only. */
    public static Stream<String> runnable() {
        return all(Setting.MAVEN)
                .distinct()
                .filter(command -> !ENDLESS.matcher(command).matches());
    }

    /** In blocks and in running text. */
    public static Stream<String> all(Setting setting) {
        return Stream.concat(
                        blocks().stream().flatMap(block -> of(block).stream()),
                        Documents.pages().stream()
                                .flatMap(page -> INLINE.matcher(
                                                Documents.read(page).replaceAll("\\s*\\n\\s*", " "))
                                        .results()
                                        .map(inline -> inline.group(1))))
                .filter(command -> Setting.of(command).contains(setting));
    }
}
