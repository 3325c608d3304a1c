package io.portallink.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages that people read, and the fenced blocks in them. */
public final class Documents {

    private static final Path FOLDER = Path.of("src", "docs");
    private static final String FENCE = "```";

    private Documents() {}

    /**
     * A fenced block.
     *
     * @param line where it begins, from 1
     * @param before the line before it
     * @param text its lines, each with its end
     */
    public record Block(Path page, int line, String language, String before, String text) {

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    public static Path page(String name) {
        return FOLDER.resolve(name);
    }

    public static List<Path> pages() {
        return Stream.of(Stream.of(Path.of("README.md"), Path.of(".github", "CONTRIBUTING.md")), files(FOLDER))
                .flatMap(pages -> pages)
                .filter(page -> page.toString().endsWith(".md"))
                .toList();
    }

    public static List<Block> blocks() {
        return pages().stream().flatMap(page -> blocks(page).stream()).toList();
    }

    public static List<Block> blocks(Path page) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = read(page).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String indent =
                    lines.get(i).substring(0, lines.get(i).indexOf(lines.get(i).strip()));
            if (lines.get(i).startsWith(indent + FENCE)) {
                int end = i + 1;
                while (!lines.get(end).equals(indent + FENCE)) {
                    end++;
                }
                blocks.add(new Block(
                        page,
                        i + 1,
                        lines.get(i).strip().substring(FENCE.length()),
                        i == 0 ? "" : lines.get(i - 1),
                        text(lines.subList(i + 1, end), indent.length())));
                i = end;
            }
        }
        return blocks;
    }

    static List<Path> examples() {
        return files(FOLDER.resolve("examples")).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(List<String> lines, int indent) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line ->
                text.append(line.substring(Math.min(indent, line.length()))).append('\n'));
        return text.toString();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
