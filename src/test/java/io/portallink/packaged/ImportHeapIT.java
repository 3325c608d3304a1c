package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.DescribedAnswers;
import io.portallink.testkit.Http;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A hundred thousand merchants in one call, of a broker that could not hold them in its heap. */
@Tag("full")
class ImportHeapIT {

    private static final int MERCHANTS = 100_000;
    private static final String PATH = "/v1/merchants/import";
    private static final String HEAP = "-Xmx112m";

    @Test
    void importWhenFileIsLargeThenAHeapOfItsSizeTwiceIsEnough(@TempDir Path folder) throws Exception {
        ContractYaml.write(folder);
        List<String> command = List.of(
                BrokerProcess.java(), HEAP, "-jar", BrokerProcess.jarFile().toString());
        try (BrokerProcess broker = BrokerProcess.start(folder, command).awaitReady()) {
            Path file = write(folder.resolve("merchants.csv"));
            assertThat(Files.size(file)).isBetween(58L << 20, 64L << 20);

            HttpResponse<String> imported = send(broker.port(), file);

            assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
            JsonNode answer = Http.json(imported);
            assertThat(answer.path("accepted").intValue()).isEqualTo(MERCHANTS);
            assertThat(answer.path("refused").intValue()).isEqualTo(1);
            assertThat(answer.path("errors").path(0).path("line").intValue()).isEqualTo(2);
            String last = "/v1/merchants/m_" + (MERCHANTS - 1);
            assertThat(broker.http().api("GET", last, ContractYaml.API_KEY, "").statusCode())
                    .isEqualTo(200);
            assertThat(broker.output()).doesNotContain("OutOfMemoryError");
        }
    }

    /** One bad line before all the good ones: a quote that is never closed. */
    private static Path write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("merchant_id,platform,account,theme_id\n\"m,easypost,x,\n");
            for (int i = 0; i < MERCHANTS; i++) {
                out.write("m_" + i + ",easypost," + "a".repeat(480) + i + "," + "t".repeat(110) + "\n");
            }
        }
        return file;
    }

    private static HttpResponse<String> send(int port, Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + PATH))
                .timeout(Duration.ofSeconds(100))
                .header("Authorization", "Bearer " + ContractYaml.API_KEY)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofFile(file))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            DescribedAnswers.check("POST", PATH, "", answer);
            return answer;
        }
    }
}
