package io.portallink.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpResponse;

/** Closes a lane to those who come after, as calls do that really fail, hang, or are too many. */
final class Guards {

    private static final int MANY = 60;

    private final FaultBroker broker;
    private final FaultyPlatform raw;
    private final String platform;
    private final String lane;
    private int taken;

    Guards(FaultBroker broker, FaultyPlatform raw, String platform, String lane) {
        this.broker = broker;
        this.raw = raw;
        this.platform = platform;
        this.lane = lane;
    }

    void close(Act.Guard guard) {
        switch (guard) {
            case BREAKER -> {
                raw.script(exchange -> exchange.answer("500 SECRET", ""));
                CircuitBreaker breaker =
                        broker.bean(CircuitBreakerRegistry.class).circuitBreaker(platform + "-" + lane);
                for (int i = 0; i < MANY && breaker.getState() == CircuitBreaker.State.CLOSED; i++) {
                    open();
                }
                assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
            }
            case BULKHEAD -> fill();
            case TAP -> {
                raw.script(exchange -> exchange.answer("429 SECRET\r\nRetry-After: 7", ""));
                assertThat(open()).isEqualTo(503);
            }
            case BUDGET -> {
                int status = 201;
                for (int i = 0; i < MANY && status == 201; i++) {
                    status = open();
                }
                assertThat(status).isEqualTo(503);
            }
        }
        raw.script(Exchange::well);
    }

    /** Takes the permits as calls under way would, but for as long as it takes. */
    private void fill() {
        while (bulkhead().tryAcquirePermission()) {
            taken++;
        }
        assertThat(taken).isEqualTo(FaultBroker.MAX_CONCURRENT);
    }

    /** Gives back what was taken. */
    void end() {
        for (; taken > 0; taken--) {
            bulkhead().releasePermission();
        }
    }

    private Bulkhead bulkhead() {
        return broker.bean(BulkheadRegistry.class).bulkhead(platform + "-" + lane);
    }

    private int open() {
        HttpResponse<String> answer = broker.http()
                .api(
                        "POST",
                        "/v1/portal-links",
                        "acme-key",
                        "{\"merchant_id\": \"" + lane + ".filler\", \"platform\": \"" + platform
                                + "\", \"account\": \"filler\", \"mode\": \"direct\"}");
        return answer.statusCode();
    }
}
