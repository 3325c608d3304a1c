package io.portallink.benchmark;

import io.portallink.PortalLinkBrokerApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The packaged broker in a process of its own, with one thing exchanged: its clock, which can be moved ahead while it runs.
 * So a link ends, and is swept, by its own time, although nobody waits for hours; and its rows are those that the broker wrote.
 */
public final class JumpingBroker {

    private static final String CLOCK = "clock.txt";

    private JumpingBroker() {}

    /** Runs in that process: the application as it is, and the clock. */
    public static void main(String[] arguments) {
        JumpingClock clock = new JumpingClock(Path.of(CLOCK)).watch();
        SpringApplication application = new SpringApplication(PortalLinkBrokerApplication.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("jumpingClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)));
        application.run(arguments);
    }

    static Broker start(Path folder, Stub stub, Store store, List<String> jvm, List<String> arguments) {
        Path app = folder.resolve("app");
        Command.run(
                Duration.ofMinutes(2),
                Command.ofJdk("java"),
                "-Djarmode=tools",
                "-jar",
                Broker.jar(),
                "extract",
                "--destination",
                app.toString(),
                "--application-filename",
                "app.jar");
        Path classes = folder.resolve("classes");
        copy(classes, JumpingBroker.class);
        copy(classes, JumpingClock.class);
        Broker.configure(folder, stub);
        List<String> command =
                new ArrayList<>(List.of(Command.ofJdk("java"), "@" + Broker.absolute("docker/jvm.options")));
        command.addAll(jvm);
        command.addAll(List.of("-cp", app.resolve("app.jar") + ":" + classes, JumpingBroker.class.getName()));
        command.add("--spring.datasource.url=" + store.url());
        command.addAll(arguments);
        return Broker.launch(folder, Map.of(), command);
    }

    /** The clock of the broker of that folder shows this much more than the system's, a moment from now. */
    static void ahead(Path folder, Duration ahead) {
        try {
            Files.writeString(folder.resolve(CLOCK), ahead.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These alone, so that no other class of the tests stands beside the application's. */
    private static void copy(Path classes, Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream("/" + name))) {
            Path file = classes.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.copy(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
