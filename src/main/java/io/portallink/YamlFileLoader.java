package io.portallink;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Spring Boot's loader, which does not say which file it could not read. What the parser says is not repeated but its place:
 * it quotes the line, a key perhaps.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class YamlFileLoader extends YamlPropertySourceLoader {

    @Override
    public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
        try {
            return super.load(name, resource);
        } catch (YAMLException e) {
            throw new UnreadableFile(SettingOrigin.file(resource) + trouble(e), e);
        } catch (IOException e) {
            throw new UnreadableFile(
                    SettingOrigin.file(resource) + " can't be read; give the user that the broker runs as the right to",
                    e);
        }
    }

    private static String trouble(YAMLException e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return ", line %d, column %d, %s"
                    .formatted(
                            marked.getProblemMark().getLine() + 1,
                            marked.getProblemMark().getColumn() + 1,
                            trouble(marked));
        }
        return e.getCause() instanceof CharacterCodingException || e instanceof ReaderException
                ? " is not text in UTF-8; save it as that"
                : " is not YAML; correct it";
    }

    private static String trouble(MarkedYAMLException e) {
        if (e instanceof DuplicateKeyException) {
            return "has a key that its block has already; remove one";
        }
        return String.valueOf(e.getMessage()).contains("(TAB)")
                ? "has a tab where YAML takes spaces only"
                : "is not YAML; correct it there or in the line before";
    }
}
