package io.portallink.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The stub platform, and the two bare proxies before it. */
final class Stub implements AutoCloseable {

    private static final String JAR = "src/benchmark/gateway/target/gateway.jar";
    private static final String HEAP = "-Xmx512m";

    private final Settings settings;
    private final Server server;

    private Stub(Settings settings, Server server) {
        this.settings = settings;
        this.server = server;
    }

    /** Builds it, together with the gateway, and starts it. */
    static Stub start(Settings settings) {
        Command.run(Duration.ofMinutes(5), "./mvnw", "-q", "-B", "-f", "src/benchmark/gateway/pom.xml", "package");
        int port = Server.freePort();
        Server server = Server.start(
                settings.newFolder("stub"),
                port,
                Map.of(),
                List.of(
                        Command.ofJdk("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Broker.absolute(JAR),
                        "-Dloader.main=io.portallink.benchmark.StubPlatform",
                        "org.springframework.boot.loader.launch.PropertiesLauncher",
                        Integer.toString(port)));
        return new Stub(settings, server.awaitPort());
    }

    int port() {
        return server.port();
    }

    ProcessHandle process() {
        return server.process();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** From now on, every answer takes that long. */
    void delay(Duration delay) {
        String request =
                "POST /delay/" + delay.toMillis() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
        try (Exchange exchange = Exchange.open(port())) {
            if (exchange.send(request).status() != 204) {
                throw new AssertionError("the stub platform did not take the delay");
            }
        }
    }

    /** Spring Cloud Gateway with the very flags that the broker runs with. */
    Server gateway() {
        int port = Server.freePort();
        List<String> command = List.of(
                Command.ofJdk("java"),
                "@" + Broker.absolute("docker/jvm.options"),
                HEAP,
                "-jar",
                Broker.absolute(JAR),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.cloud.compatibility-verifier.enabled=false",
                "--platform=" + url());
        return Server.start(settings.newFolder("gateway"), port, Map.of(), command)
                .awaitPort();
    }

    Server nginx() {
        return Nginx.start(settings.newFolder("nginx"), this);
    }

    @Override
    public void close() {
        server.close();
    }
}
