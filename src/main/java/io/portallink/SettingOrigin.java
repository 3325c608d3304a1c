package io.portallink;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;

/** Where a setting is written: file, line and column, or whatever else it comes from; never its value. */
final class SettingOrigin {

    private SettingOrigin() {}

    /** Of a setting, or of the first one in its block; empty text where it is written nowhere. */
    static String of(Environment environment, String setting) {
        ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(setting);
        return name == null
                ? ""
                : StreamSupport.stream(
                                ConfigurationPropertySources.get(environment).spliterator(), false)
                        .flatMap(source -> in(source, name))
                        .findFirst()
                        .map(property -> of(property.getOrigin()))
                        .orElse("");
    }

    private static Stream<ConfigurationProperty> in(
            ConfigurationPropertySource source, ConfigurationPropertyName name) {
        Stream<ConfigurationPropertyName> block = source instanceof IterableConfigurationPropertySource names
                ? names.stream().filter(name::isAncestorOf)
                : Stream.empty();
        return Stream.concat(Stream.of(name), block)
                .map(source::getConfigurationProperty)
                .filter(Objects::nonNull);
    }

    /** In parentheses, with a space before them. */
    static String of(@Nullable Origin origin) {
        return origin == null ? "" : " (" + words(origin) + ")";
    }

    /** The environment variable that it is. */
    static Optional<String> variable(@Nullable Origin origin) {
        return switch (origin) {
            case SystemEnvironmentOrigin variable -> Optional.of(variable.getProperty());
            case PropertySourceOrigin source when source.getOrigin() != null -> variable(source.getOrigin());
            case PropertySourceOrigin source -> Optional.of(source.getPropertyName());
            case null, default -> Optional.empty();
        };
    }

    private static String words(Origin origin) {
        return switch (origin) {
            case TextResourceOrigin text when text.getResource() != null -> file(text.getResource()) + position(text);
            case SystemEnvironmentOrigin variable -> "environment variable " + variable.getProperty();
            case PropertySourceOrigin source when source.getOrigin() != null -> words(source.getOrigin());
            case PropertySourceOrigin source -> source.getPropertySource().getName();
            default -> origin.toString();
        };
    }

    /** The path of a file; what is in the jar has a description. */
    static String file(Resource resource) {
        try {
            return resource.isFile() ? resource.getFile().getPath() : resource.getDescription();
        } catch (IOException ignored) {
            return resource.getDescription();
        }
    }

    private static String position(TextResourceOrigin text) {
        return Optional.ofNullable(text.getLocation())
                .map(at -> ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                .orElse("");
    }
}
