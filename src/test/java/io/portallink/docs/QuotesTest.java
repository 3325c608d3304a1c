package io.portallink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Documents.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code in a page is a file's, word for word, and what a page points to is there. */
class QuotesTest {

    private static final Set<String> CODE = Set.of("java", "js", "python", "ts");
    private static final Set<String> OTHERS = Set.of("sh", "yaml", "sql", "mermaid", "properties", "json");
    private static final Pattern QUOTE = Pattern.compile("<!-- (quote|part): (\\S+) -->");
    private static final Pattern IMAGE = Pattern.compile("src(?:set)?=\"(?!https?:)([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

    @ParameterizedTest
    @MethodSource("code")
    void codeWhenReadThenIsTheFilesOwn(Block block) {
        Matcher quote = QUOTE.matcher(block.before());
        assertThat(quote.matches()).as("says which file it quotes").isTrue();
        String file = Documents.read(Path.of(quote.group(2)));

        if (quote.group(1).equals("quote")) {
            assertThat(block.text()).isEqualTo(file);
        } else {
            assertThat(IntStream.of(0, 4, 8).mapToObj(depth -> deeper(block.text(), depth)))
                    .anyMatch(file::contains);
        }
    }

    @Test
    void blocksWhenReadThenHaveALanguageThatATestKnows() {
        assertThat(Documents.blocks())
                .allMatch(block -> CODE.contains(block.language()) || OTHERS.contains(block.language()));
    }

    @Test
    void examplesWhenLookedUpThenEachIsQuotedWhole() {
        assertThat(Documents.examples())
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(code()).anyMatch(block -> block.before().equals("<!-- quote: " + example + " -->")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksWhenFollowedThenLeadSomewhere(Path page) {
        Path folder = Objects.requireNonNull(page.toAbsolutePath().getParent());
        assertThat(LINK.matcher(Documents.read(page)).results().map(link -> link.group(1)))
                .allSatisfy(link ->
                        assertThat(Files.exists(folder.resolve(link))).as(link).isTrue());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void imagesWhenShownThenAreThere(Path page) {
        Path folder = Objects.requireNonNull(page.toAbsolutePath().getParent());
        assertThat(IMAGE.matcher(Documents.read(page)).results().map(image -> image.group(1)))
                .allSatisfy(image -> assertThat(folder.resolve(image)).isNotEmptyFile());
    }

    @Test
    void pagesWhenLookedForThenEachIsReachedFromTheReadme() {
        String readme = Documents.read(Path.of("README.md"));
        assertThat(Documents.pages())
                .filteredOn(page -> !page.toString().equals("README.md"))
                .hasSizeGreaterThan(7)
                .allMatch(page -> readme.contains("](" + page + ")"));
    }

    static Stream<Block> code() {
        return Documents.blocks().stream().filter(block -> CODE.contains(block.language()));
    }

    static List<Path> pages() {
        return Documents.pages();
    }

    private static String deeper(String text, int depth) {
        StringBuilder deeper = new StringBuilder();
        text.lines()
                .forEach(line -> deeper.append(line.isEmpty() ? "" : " ".repeat(depth))
                        .append(line)
                        .append('\n'));
        return deeper.toString();
    }
}
