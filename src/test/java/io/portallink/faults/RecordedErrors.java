package io.portallink.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.portallink.faults.PlatformWords.EASYPOST;
import static io.portallink.faults.PlatformWords.SHIPENGINE;
import static io.portallink.portal.Problem.PLATFORM_RATE_LIMITED;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;

import io.portallink.portal.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every error that was recorded, from the files beside the connectors' tests. */
final class RecordedErrors {

    private static final String OF_EASYPOST = """
            400 bad-request.json PLATFORM_REJECTED_REQUEST
            400 bad-request-listed.json PLATFORM_REJECTED_REQUEST
            401 unauthorized.json PLATFORM_CREDENTIALS_REJECTED
            403 key-inactive.json PLATFORM_CREDENTIALS_REJECTED
            403 test-key.json PLATFORM_CREDENTIALS_REJECTED
            403 no-body.txt PLATFORM_CREDENTIALS_REJECTED
            403 load-balancer.html PLATFORM_CREDENTIALS_REJECTED
            404 not-found.json ACCOUNT_REJECTED
            404 not-found-strings.json ACCOUNT_REJECTED
            404 not-found-fields.json ACCOUNT_REJECTED
            422 user-required.json ACCOUNT_REJECTED
            422 user-wrong-type.json ACCOUNT_REJECTED
            422 user-older-form.json ACCOUNT_REJECTED
            422 return-url-required.json PLATFORM_REJECTED_REQUEST
            422 unprocessable.json PLATFORM_REJECTED_REQUEST
            422 message-array.json PLATFORM_REJECTED_REQUEST
            422 message-object.json PLATFORM_REJECTED_REQUEST
            422 code-number.json PLATFORM_REJECTED_REQUEST
            422 error-text.json PLATFORM_REJECTED_REQUEST
            423 locked.json PLATFORM_REJECTED_REQUEST
            201 not-found.json PLATFORM_INVALID_RESPONSE
            500 server-error.json PLATFORM_UNAVAILABLE
            500 server-error-without-code.json PLATFORM_UNAVAILABLE
            """;

    private static final String OF_SHIPENGINE = """
            401 unauthorized.json PLATFORM_CREDENTIALS_REJECTED
            403 forbidden.json PLATFORM_CREDENTIALS_REJECTED
            403 no-body.txt PLATFORM_CREDENTIALS_REJECTED
            400 rate-limited.json PLATFORM_RATE_LIMITED
            400 invalid-identifier.json ACCOUNT_REJECTED
            404 not-found.json ACCOUNT_REJECTED
            404 load-balancer.html ACCOUNT_REJECTED
            400 subscription-inactive.json ACCOUNT_REJECTED
            403 trial-expired.json ACCOUNT_REJECTED
            400 several.json ACCOUNT_REJECTED
            400 terms-not-accepted.json PLATFORM_REJECTED_REQUEST
            400 timeout.json PLATFORM_REJECTED_REQUEST
            400 body-required.json PLATFORM_REJECTED_REQUEST
            400 unknown-code.json PLATFORM_REJECTED_REQUEST
            400 code-number.json PLATFORM_REJECTED_REQUEST
            400 message-array.json PLATFORM_REJECTED_REQUEST
            400 message-object.json PLATFORM_REJECTED_REQUEST
            200 errors-beside-token.json PLATFORM_INVALID_RESPONSE
            200 errors-strings.json PLATFORM_INVALID_RESPONSE
            200 errors-as-text.json PLATFORM_INVALID_RESPONSE
            """;

    private RecordedErrors() {}

    static List<Fault> all() {
        return Stream.concat(of(EASYPOST, OF_EASYPOST), of(SHIPENGINE, OF_SHIPENGINE))
                .toList();
    }

    /** What lies beside the connector's tests. */
    static Set<String> files(String platform) {
        try (Stream<Path> files = Files.list(directory(platform))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in the list above. */
    static Set<String> listed(String platform) {
        return (platform.equals(EASYPOST) ? OF_EASYPOST : OF_SHIPENGINE)
                .lines()
                .map(line -> line.split(" ", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Fault> of(String platform, String list) {
        return list.lines().map(line -> fault(platform, line.split(" ", 3)));
    }

    private static Fault fault(String platform, String[] words) {
        Problem problem = Problem.valueOf(words[2]);
        boolean passing = problem == PLATFORM_RATE_LIMITED || problem == PLATFORM_UNAVAILABLE;
        Fault fault = Fault.of(
                        "recorded: " + words[0] + " " + words[1],
                        new Act.Mock(aResponse()
                                .withStatus(Integer.parseInt(words[0]))
                                .withBody(read(platform, words[1]))),
                        passing ? Expected.problem(problem, 5) : Expected.problem(problem))
                .only(platform);
        return problem == PLATFORM_RATE_LIMITED ? fault.notCounted() : fault;
    }

    private static String read(String platform, String file) {
        try {
            return Files.readString(directory(platform).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory(String platform) {
        return Path.of("src/test/resources/io/portallink", platform);
    }
}
