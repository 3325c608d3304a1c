package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import io.portallink.testkit.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** nginx with docker/nginx.conf, in front of brokers on loopback; a process of its own, ended by its own handle. */
final class LoadBalancer implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("docker", "nginx.conf");
    private static final int SECONDS = 20;

    private final Path log;
    private final Process process;
    private final int port;

    /** In front of brokers on these ports; the lines of further ones in the file are left out. */
    LoadBalancer(Path folder, List<Integer> brokers) {
        this.log = folder.resolve("access.log");
        this.port = Ports.lastingPort();
        try {
            Path file = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, brokers));
            this.process = new ProcessBuilder(
                            Programs.find("nginx"),
                            "-p",
                            folder.toString(),
                            "-c",
                            file.toString(),
                            "-g",
                            "daemon off;" + user())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitListening();
    }

    Http http() {
        return new Http(port);
    }

    int port() {
        return port;
    }

    /** What it logged, of requests and of trouble. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("nginx ended")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String configuration(Path folder, List<Integer> brokers) throws IOException {
        String conf = Files.readString(CONFIGURATION);
        for (int i = 0; i < brokers.size(); i++) {
            conf = replaced(conf, "broker-" + (i + 1) + ":8080", "127.0.0.1:" + brokers.get(i));
        }
        conf = conf.replaceAll("(?m)^ *server broker-\\d+:8080 .*\n", "");
        conf = replaced(conf, "listen 8080", "listen 127.0.0.1:" + port);
        conf = replaced(conf, "/tmp/", folder + "/");
        conf = replaced(conf, "/dev/stdout", log.toString());
        return replaced(conf, "/dev/stderr", log.toString());
    }

    private static String replaced(String text, String before, String after) {
        assertThat(text).contains(before);
        return text.replace(before, after);
    }

    /** As root, nginx would give its workers to a user who can't enter the test's folder. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? " user root;" : "";
    }

    private void awaitListening() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        close();
        throw new AssertionError("nginx does not listen; see " + log.resolveSibling("nginx.log"));
    }
}
