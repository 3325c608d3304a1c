package io.portallink.packaged;

import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of several brokers on the same database: it can be killed at any moment, and comes back on the same ports. */
final class Replica implements AutoCloseable {

    // small and quick to start: several share one machine with the test
    private static final List<String> SMALL = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final Ports ports = Ports.lasting();
    private final List<String> arguments;
    private final AtomicInteger kills = new AtomicInteger();
    private volatile boolean ready;
    private volatile BrokerProcess process;
    private volatile Http http; // of the process before, until this one is ready, as behind a load balancer

    Replica(Path parent, int number, String database, String... arguments) throws IOException {
        this(
                Files.createDirectory(parent.resolve("replica-" + number)),
                Stream.concat(Stream.of("--spring.datasource.url=" + database), Stream.of(arguments)));
    }

    private Replica(Path folder, Stream<String> arguments) {
        this.folder = folder;
        this.arguments = new ArrayList<>(arguments.toList());
        this.arguments.add("--portal.tenants.acme.requests-per-minute=0"); // the limit is another test's
        ContractYaml.write(folder);
        this.process = start();
        this.http = process.http();
    }

    /** The only one, on the store that comes with the broker. */
    static Replica embedded(Path folder) {
        return new Replica(folder, Stream.of());
    }

    Replica awaitReady() {
        process.awaitReady();
        warmUp(process.http());
        return nowReady();
    }

    /** SIGKILL. */
    void kill() {
        ready = false;
        kills.incrementAndGet();
        process.close();
    }

    /** SIGTERM; its exit code, once it has ended. */
    int stop() {
        ready = false;
        return process.stop();
    }

    BrokerProcess process() {
        return process;
    }

    Http http() {
        return new Http(ports.http());
    }

    int port() {
        return ports.http();
    }

    void startAgain() {
        process = start();
        awaitReady();
    }

    /** Until it says that it is ready, and not a moment longer: the first request is a caller's. */
    void startAgainCold() {
        process = start();
        process.awaitReady();
        nowReady();
    }

    /** One call. A connection that fails is an answer too, but only of a replica that is down or killed meanwhile. */
    Answer ask(Function<Http, HttpResponse<String>> call) {
        boolean down = !ready;
        int before = kills.get();
        try {
            HttpResponse<String> response = call.apply(http);
            return new Answer(response, down, kills.get() != before);
        } catch (UncheckedIOException e) {
            Answer none = new Answer(null, down, kills.get() != before);
            if (none.isLost()) {
                return none;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** Whatever comes of it: on a busy machine a new process's first mint can take longer than its deadline. */
    private static void warmUp(Http http) {
        HttpResponse<String> created = http.api("POST", "/v1/portal-links", ContractYaml.API_KEY, """
                {"merchant_id": "m_warm_up", "platform": "easypost", "account": "user_warm_up"}""");
        http.get(Http.path(Http.json(created).path("url").stringValue()), Http.NAVIGATION);
    }

    private Replica nowReady() {
        http = process.http();
        ready = true;
        return this;
    }

    private BrokerProcess start() {
        List<String> command = new ArrayList<>();
        command.add(BrokerProcess.java());
        command.addAll(SMALL);
        command.addAll(List.of("-jar", BrokerProcess.jarFile().toString()));
        return BrokerProcess.start(folder, ports, command, arguments);
    }

    /**
     * What came back from a replica.
     *
     * @param response {@code null} where the connection failed
     * @param down whether the replica was not ready when it was asked
     * @param killed whether it was killed meanwhile
     */
    record Answer(@Nullable HttpResponse<String> response, boolean down, boolean killed) {

        int status() {
            return response == null ? 0 : response.statusCode();
        }

        String location() {
            return response == null
                    ? ""
                    : response.headers().firstValue("Location").orElse("");
        }

        /** No answer, or a server error, that the killing explains. */
        boolean isLost() {
            return (down || killed) && (status() == 0 || status() >= 500);
        }

        @Override
        public String toString() {
            return status() + (down ? " (down)" : "") + (killed ? " (killed)" : "");
        }
    }
}
