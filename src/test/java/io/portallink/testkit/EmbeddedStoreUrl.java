package io.portallink.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The embedded store as it is shipped, in another file. */
public final class EmbeddedStoreUrl {

    private static final Path SHIPPED = Path.of("src/main/resources/application.yaml");
    private static final Pattern URL = Pattern.compile("url: jdbc:h2:file:\\./data/broker(;\\S+)");

    private EmbeddedStoreUrl() {}

    /** With every setting that the broker has by default: they decide what is written when. */
    public static String in(Path file) {
        try {
            Matcher url = URL.matcher(Files.readString(SHIPPED));
            if (!url.find()) {
                throw new IllegalStateException("no URL of the embedded store in " + SHIPPED);
            }
            return "jdbc:h2:file:" + file + url.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
