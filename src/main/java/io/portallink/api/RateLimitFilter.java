package io.portallink.api;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.portallink.portal.Problem;
import io.portallink.portal.RetryLater;
import io.portallink.portal.TenantId;
import io.portallink.tenant.Tenant;
import io.portallink.web.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** The tenant's own limit, by token bucket in this process; and, since here the tenant is first known, its name for the log. */
final class RateLimitFilter extends OncePerRequestFilter {

    private final Map<TenantId, Bucket> buckets = new ConcurrentHashMap<>();
    private final ProblemResponses problems;

    RateLimitFilter(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ApiCaller caller) {
            Tenant tenant = caller.tenant();
            MDC.put("tenant", tenant.id().value());
            Optional<Duration> wait = wait(tenant);
            if (wait.isPresent()) {
                problems.write(request, response, new RetryLater(Problem.RATE_LIMITED, wait.get()));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<Duration> wait(Tenant tenant) {
        if (tenant.requestsPerMinute() == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.computeIfAbsent(tenant.id(), ignored -> bucket(tenant.requestsPerMinute()))
                .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
