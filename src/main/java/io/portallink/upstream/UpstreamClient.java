package io.portallink.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Calls one platform: through tap, bulkhead, breaker and budget, with at most one retry, inside the call's deadline. A
 * retry happens only on a connection failure or an immediate 502 or 503; a repeated mint wastes the first one's session
 * and harms nobody, and a repeated question changes nothing.
 */
public final class UpstreamClient {

    /** An answer this quick came from a load balancer that found nobody, not from a platform that tried. */
    private static final Duration IMMEDIATE = Duration.ofSeconds(1);

    private static final Duration WHEN_DOWN = Duration.ofSeconds(5);

    private final PlatformId platform;
    private final HttpTransport transport;
    private final Guards guards;
    private final Gate gate;
    private final Lanes lanes;
    private final MeterRegistry meters;
    private final PlatformSpans spans;
    private final Clock clock;

    UpstreamClient(
            PlatformId platform,
            HttpTransport transport,
            Guards guards,
            Gate gate,
            Lanes lanes,
            MeterRegistry meters,
            PlatformSpans spans,
            Clock clock) {
        this.platform = platform;
        this.transport = transport;
        this.guards = guards;
        this.gate = gate;
        this.lanes = lanes;
        this.meters = meters;
        this.spans = spans;
        this.clock = clock;
    }

    /**
     * Sends the call and has its answer read. The reader gets 2xx and 4xx answers but 429; everything else is a failure
     * already. What the reader throws counts as this call's outcome.
     *
     * @throws PortalFailure for every outcome but a value of the reader
     * @throws DataAccessException where nothing was sent because the broker's own store failed; or TransactionException
     */
    public <T> T call(UpstreamCall call, Function<UpstreamReply, T> reader) {
        String lane = lanes.lane(platform, call.merchant());
        Timer.Sample sample = Timer.start(meters);
        Span span = spans.start(platform, call);
        String outcome = "internal-error";
        try {
            UpstreamCall sent = spans.carrying(span, call);
            T value = guards.run(lane, () -> reader.apply(checked(spans.seen(span, exchange(lane, sent)))));
            outcome = "ok";
            return value;
        } catch (PortalFailure.RateLimited failure) {
            outcome = failure.problem().code();
            if (failure.reached()) {
                gate.close(lane, call.credential(), failure.retryAfter().orElse(RetryAfter.DEFAULT), call.deadline());
            }
            throw failure;
        } catch (PortalFailure failure) {
            outcome = failure.problem().code();
            throw failure;
        } catch (DataAccessException | TransactionException e) {
            outcome = Problem.UNAVAILABLE.code();
            throw e;
        } finally {
            sample.stop(timer(outcome));
            spans.end(span, outcome);
        }
    }

    /** What a platform's own code for a rate limit means; for answers that say so without a 429. */
    public PortalFailure.RateLimited rateLimited(UpstreamReply reply, @Nullable String requestId) {
        return new PortalFailure.RateLimited(RetryAfter.parse(reply.retryAfter(), clock), true, requestId);
    }

    private UpstreamReply exchange(String lane, UpstreamCall call) {
        gate.pass(lane, call.credential(), call.merchant());
        long start = System.nanoTime();
        UpstreamReply reply;
        try {
            reply = transport.send(call);
        } catch (ConnectionFailure failure) {
            return again(lane, call, null, failure.requestId());
        }
        boolean immediate = System.nanoTime() - start < IMMEDIATE.toNanos();
        return immediate && (reply.status() == 502 || reply.status() == 503) ? again(lane, call, reply, null) : reply;
    }

    /** The one retry; what stands when it can't be made or fails too is the first outcome. */
    private UpstreamReply again(
            String lane, UpstreamCall call, @Nullable UpstreamReply first, @Nullable String requestId) {
        try {
            gate.passAgain(lane, call.credential());
            return transport.send(call);
        } catch (ConnectionFailure
                | PortalFailure.RateLimited
                | PortalFailure.TimedOut
                | DataAccessException
                | TransactionException failure) {
            if (failure instanceof PortalFailure.TimedOut timedOut && timedOut.reached()) {
                throw timedOut;
            }
            if (first != null) {
                return first;
            }
            throw new PortalFailure.Unavailable(WHEN_DOWN, true, requestId);
        }
    }

    private UpstreamReply checked(UpstreamReply reply) {
        int status = reply.status();
        if (status == 429) {
            throw rateLimited(reply, reply.requestId());
        }
        if (status >= 500) {
            Duration wait = reply.retryAfter() == null ? WHEN_DOWN : RetryAfter.parse(reply.retryAfter(), clock);
            throw new PortalFailure.Unavailable(wait, true, reply.requestId());
        }
        if (!reply.isForReader()) {
            throw new PortalFailure.InvalidResponse("status " + status, reply.requestId());
        }
        return reply;
    }

    private Timer timer(String outcome) {
        return Timer.builder("portal.platform.call")
                .description("Calls to a platform, from the first gate to the last byte read")
                .tags("platform", platform.value(), "outcome", outcome)
                .publishPercentileHistogram()
                .register(meters);
    }
}
