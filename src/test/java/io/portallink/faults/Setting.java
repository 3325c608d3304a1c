package io.portallink.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.portallink.faults.PlatformWords.EASYPOST;
import static io.portallink.faults.PlatformWords.SHIPENGINE;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The brokers, all on one store, and what they call. The one at home calls two platforms on raw sockets; of the others, each
 * has one thing elsewhere. Tickets come from home, and are redeemed there when all is well again.
 */
final class Setting implements AutoCloseable {

    private static final String HOME = "home";
    private static final String MOCKED = "mocked";

    final MatrixClock clock = new MatrixClock();
    private final Map<String, FaultyPlatform> platforms = new HashMap<>();
    private final Map<String, WireMockServer> mocks = new HashMap<>();
    private final TlsTrouble tls;
    private final Map<String, FaultBroker> brokers = new HashMap<>();
    private final Map<String, String> atHome = new HashMap<>();
    private final String store = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    Setting(Path directory) throws Exception {
        tls = new TlsTrouble(directory);
        for (String platform : List.of(EASYPOST, SHIPENGINE)) {
            platforms.put(platform, new FaultyPlatform(platform));
            mocks.put(platform, new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1")));
            mock(platform).start();
            atHome.put(
                    baseUrl(platform), "http://127.0.0.1:" + platform(platform).port());
        }
    }

    FaultyPlatform platform(String name) {
        return Objects.requireNonNull(platforms.get(name));
    }

    private WireMockServer mock(String name) {
        return Objects.requireNonNull(mocks.get(name));
    }

    FaultBroker home() {
        return broker(HOME, Map.of());
    }

    /** The broker that meets the fault. */
    FaultBroker broker(Act act, String platform) {
        return switch (act) {
            case Act.Mock ignored ->
                broker(
                        MOCKED,
                        Map.of(
                                baseUrl(EASYPOST), mock(EASYPOST).baseUrl(),
                                baseUrl(SHIPENGINE), mock(SHIPENGINE).baseUrl()));
            case Act.UnknownHost ignored ->
                broker("host-" + platform, Map.of(baseUrl(platform), "https://" + platform + ".invalid"));
            case Act.Tls ignored ->
                broker("tls-" + platform, Map.of(baseUrl(platform), "https://127.0.0.1:" + tls.port()));
            case Act.Held held ->
                held.guard() == Act.Guard.BUDGET
                        ? broker(
                                "thrifty-" + platform,
                                Map.of("portal.platforms." + platform + ".budget-per-minute", "3"))
                        : home();
            default -> home();
        };
    }

    /** Before anything is asked for. */
    void prepare(Act act) {
        if (act instanceof Act.Skewed skewed) {
            clock.advance(skewed.ahead());
        }
    }

    /** From now on the platform fails. */
    void begin(Act act, String platform) throws IOException {
        FaultyPlatform raw = platform(platform);
        mocks.values().forEach(mock -> mock.stubFor(any(anyUrl()).willReturn(okJson("{}"))));
        raw.script(Exchange::well);
        switch (act) {
            case Act.Raw said -> raw.script(said.script());
            case Act.Skewed skewed -> raw.script(skewed.script());
            case Act.Mock mock -> mockAnswers(mock, platform);
            case Act.Refused ignored -> raw.refuse();
            case Act.Swallowed ignored -> raw.swallow();
            case Act.HungUp ignored -> raw.hangUp();
            case Act.Tls trouble -> tls.kind(trouble.kind());
            case Act.Aged aged -> {
                clock.stop();
                raw.script(aging(aged));
            }
            case Act.UnknownHost ignored -> {}
            case Act.Held ignored -> {}
        }
    }

    /** All is well from now on. */
    void end(Act act, String platform) throws IOException {
        if (act instanceof Act.Refused || act instanceof Act.Swallowed) {
            platform(platform).listen();
        }
        platform(platform).script(Exchange::well);
        clock.run();
    }

    void putClockRight() {
        clock.set(Duration.ZERO);
    }

    /** Every port that a platform might have been reached at. */
    List<Integer> ports() {
        List<Integer> ports = new ArrayList<>(List.of(tls.port()));
        platforms.values().forEach(platform -> ports.add(platform.port()));
        mocks.values().forEach(mock -> ports.add(mock.port()));
        return ports;
    }

    List<FaultBroker> brokers() {
        return List.copyOf(brokers.values());
    }

    @Override
    public void close() throws IOException {
        brokers.values().forEach(FaultBroker::close);
        platforms.values().forEach(FaultyPlatform::close);
        mocks.values().forEach(WireMockServer::stop);
        tls.close();
    }

    private FaultBroker broker(String name, Map<String, String> differences) {
        return brokers.computeIfAbsent(name, ignored -> {
            Map<String, String> properties = new HashMap<>(atHome);
            properties.putAll(differences);
            return FaultBroker.start(store, clock, properties);
        });
    }

    private void mockAnswers(Act.Mock mock, String platform) {
        String other = PlatformWords.other(platform);
        mock(other).stubFor(any(anyUrl()).willReturn(okJson(PlatformWords.good(other, "anybody", 1))));
        mock(platform).stubFor(any(anyUrl()).willReturn(mock.answer()));
    }

    private Exchange.Script aging(Act.Aged aged) {
        return exchange -> {
            if (exchange.number() <= aged.calls()) {
                clock.advance(aged.age());
            }
            exchange.well();
        };
    }

    private static String baseUrl(String platform) {
        return "portal.platforms." + platform + ".base-url";
    }
}
