package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.RawClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many connections as a broker takes, and more, each with half a request: it must not run out of memory. */
@Tag("full")
class HalfHeadsIT {

    private static final int CONNECTIONS = 11_000; // application.yaml: max-connections: 10240
    private static final String HEAP = "-Xmx538m"; // less than compose.yaml gives it
    private static final byte[] HALF =
            "GET /launch/x HTTP/1.1\r\nHost: x\r\nX-A: a".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void brokerWhenAllConnectionsSendHalfARequestThenItLivesAndAnswersOthersOnceTheyAreHungUpOn(@TempDir Path folder)
            throws Exception {
        ContractYaml.write(folder);
        List<String> command = List.of(
                BrokerProcess.java(),
                "@" + Path.of("docker/jvm.options").toAbsolutePath(),
                HEAP,
                "-jar",
                BrokerProcess.jarFile().toString());
        List<Socket> halves = new ArrayList<>();
        try (BrokerProcess broker = BrokerProcess.start(folder, command).awaitReady()) {
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    Socket half = RawClient.connect(broker.port());
                    halves.add(half);
                    half.getOutputStream().write(HALF);
                }

                assertThat(broker.management()
                                .get("/actuator/health/liveness", Map.of())
                                .statusCode())
                        .isEqualTo(200);
                assertThat(RawClient.ask(
                                        broker.port(),
                                        "GET /problems/not-found HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                .status())
                        .isEqualTo(200);
                assertThat(broker.output()).doesNotContain("OutOfMemoryError");
            } finally {
                close(halves);
            }
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
