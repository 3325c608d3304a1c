package io.portallink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What bounds each container: memory, files, time to end. And what the image says of itself. */
class ContainersTest {

    private static final int MEGABYTES_AIMED_AT = 700;
    /** {@code spring.lifecycle.timeout-per-shutdown-phase}, as Spring Boot has it. */
    private static final Duration FOR_REQUESTS_UNDER_WAY = Duration.ofSeconds(30);

    private static final Pattern HEAP = Pattern.compile("(?m)^-XX:MaxRAMPercentage=(\\d+)$");

    @ParameterizedTest
    @MethodSource("sets")
    void brokersWhenStartedThenTheirMemoryIsLimitedSinceTheHeapIsAShareOfThat(List<String> files) {
        Map<String, Object> compose = ComposeTest.compose(files);
        int share = Integer.parseInt(HEAP.matcher(ComposeTest.read("jvm.options"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1));

        assertThat(ComposeTest.brokers(compose)).isNotEmpty().allSatisfy(broker -> {
            String limit = String.valueOf(ComposeTest.service(compose, broker).get("mem_limit"));
            assertThat(limit).matches("\\d+m");
            int megabytes = Integer.parseInt(limit.replace("m", ""));
            assertThat(megabytes).isBetween(MEGABYTES_AIMED_AT, 2 * MEGABYTES_AIMED_AT);
            assertThat(megabytes * (100 - share) / 100).as("beside the heap").isGreaterThan(200);
        });
    }

    /** PostgreSQL alone writes beside its volume. */
    @ParameterizedTest
    @MethodSource("sets")
    void servicesWhenStartedThenCanWriteOnlyToTmpfsAndVolumes(List<String> files) {
        ComposeTest.services(ComposeTest.compose(files)).forEach((name, service) -> {
            if (!name.equals("postgres")) {
                assertThat(service).as(name).containsEntry("read_only", true);
                assertThat(ComposeTest.names(service.get("tmpfs")))
                        .as(name)
                        .anyMatch(folder -> folder.startsWith("/tmp:size="))
                        .allMatch(folder -> folder.contains(":size="));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void brokersWhenStartedThenTheStoreIsHealthyAndEndedOnlyAfterTheirRequests(List<String> files) {
        Map<String, Object> compose = ComposeTest.compose(files);
        assertThat(ComposeTest.brokers(compose)).allSatisfy(broker -> {
            Map<String, Object> service = ComposeTest.service(compose, broker);
            assertThat(ComposeTest.map(
                            ComposeTest.map(service.get("depends_on")).get("postgres")))
                    .containsEntry("condition", "service_healthy");
            assertThat(service).containsEntry("restart", "unless-stopped");
            assertThat(Duration.parse("PT" + service.get("stop_grace_period"))).isGreaterThan(FOR_REQUESTS_UNDER_WAY);
        });
    }

    /** A broker has that of its image. */
    @ParameterizedTest
    @MethodSource("sets")
    void servicesWhenStartedThenAreCheckedForHealth(List<String> files) {
        Map<String, Object> compose = ComposeTest.compose(files);
        ComposeTest.services(compose).forEach((name, service) -> {
            if (ComposeTest.brokers(compose).contains(name)) {
                assertThat(service).as(name).doesNotContainKeys("healthcheck", "user", "entrypoint", "command");
            } else {
                assertThat(ComposeTest.names(
                                ComposeTest.map(service.get("healthcheck")).get("test")))
                        .as(name)
                        .startsWith("CMD")
                        .hasSizeGreaterThan(2);
            }
        });
    }

    /** What its image does otherwise: begin as admin/admin. */
    @ParameterizedTest
    @CsvSource({"secret,true", "'',false", ",false"})
    void grafanaWhenItsPasswordIsEmptyOrMissingThenDoesNotStart(
            @Nullable String password, boolean starts, @TempDir Path folder) throws Exception {
        Map<String, Object> grafana =
                ComposeTest.service(ComposeTest.compose(List.of("compose.monitoring.yaml")), "grafana");
        Path secret = folder.resolve("grafana_password");
        if (password != null) {
            Files.writeString(secret, password);
        }
        List<String> start = ComposeTest.names(grafana.get("entrypoint")).stream()
                .map(word -> word.replace("/run/secrets/grafana_password", secret.toString())
                        .replace("/run.sh", "true"))
                .toList();

        assertThat(ComposeTest.map(grafana.get("environment")))
                .containsEntry("GF_SECURITY_ADMIN_PASSWORD__FILE", "/run/secrets/grafana_password");
        Process process = new ProcessBuilder(start)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue() == 0).isEqualTo(starts);
    }

    @Test
    void imageWhenReadThenRunsAsNobodyInParticularAndChecksItsHealth() {
        String image = ComposeTest.read("Dockerfile");
        String run = image.substring(image.lastIndexOf("\nFROM "));

        assertThat(run.lines().filter(line -> line.startsWith("USER ")))
                .last()
                .asString()
                .matches("USER [1-9]\\d*:[1-9]\\d*");
        assertThat(run.lines().filter(line -> line.startsWith("HEALTHCHECK ")))
                .singleElement()
                .asString()
                .endsWith("CMD [\"/app/healthcheck.sh\"]");
        assertThat(run.lines().filter(line -> line.startsWith("COPY ")))
                .anyMatch(line -> line.contains("--chmod=0755") && line.contains("docker/healthcheck.sh"));
        assertThat(run.toLowerCase(Locale.ROOT)).contains("\nentrypoint [");
    }

    static List<List<String>> sets() {
        return ComposeTest.sets();
    }
}
