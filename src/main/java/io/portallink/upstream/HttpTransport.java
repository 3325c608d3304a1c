package io.portallink.upstream;

import io.portallink.portal.Deadline;
import io.portallink.portal.PortalFailure;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange, no more: no redirect followed, no cookie kept, nothing retried. The exchange runs on a virtual thread
 * of its own, because a socket time-out starts anew with every byte and a DNS look-up has none: the caller waits for the
 * deadline and not a moment longer, and the connection is cut.
 */
final class HttpTransport {

    private static final int MAX_HEADER_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int BUFFER = 2048; // two of them for each call under way; answers are hardly longer
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final Timeout SILENCE = Timeout.ofSeconds(5);
    private static final Duration UNREAD_BODY_TIMEOUT = Duration.ofMillis(500);

    private final String requestIdHeader;
    private final Clock clock;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HttpTransport(String requestIdHeader, int maxConnections, Clock clock) {
        this.requestIdHeader = requestIdHeader;
        this.clock = clock;
        this.connections = connections(maxConnections);
        this.client = client(connections);
    }

    /** For the metrics of the pool. */
    ConnPoolControl<HttpRoute> connections() {
        return connections;
    }

    private static PoolingHttpClientConnectionManager connections(int maxConnections) {
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .setBufferSize(BUFFER)
                .build();
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setSocketTimeout(SILENCE)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS) // the connection knows when it is worth while
                .setTimeToLive(Timeout.ofMinutes(5))
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> TidyConnection.on(socket, limits))
                .setDefaultConnectionConfig(connection)
                .setMaxConnPerRoute(maxConnections)
                .setMaxConnTotal(maxConnections)
                .build();
    }

    private static CloseableHttpClient client(PoolingHttpClientConnectionManager connections) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(SILENCE)
                        .build())
                .setUserAgent("portal-link-broker")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression() // it loses the status of an answer with a coding that it does not know
                .build();
    }

    /**
     * @throws ConnectionFailure when there was no answer because there was no connection
     * @throws PortalFailure.TimedOut at the deadline
     * @throws PortalFailure.InvalidResponse when what came is malformed, cut off, or too large, and no failure by its status
     */
    UpstreamReply send(UpstreamCall call) throws ConnectionFailure {
        if (call.deadline().remaining().isZero()) {
            throw new PortalFailure.TimedOut(false);
        }
        HttpUriRequestBase request = request(call);
        CompletableFuture<UpstreamReply> head = new CompletableFuture<>();
        HttpExchange exchange = new HttpExchange(client, request, requestIdHeader, clock.instant());
        Future<UpstreamReply> whole = threads.submit(() -> exchange.run(head));
        try {
            return reply(head, whole, call.deadline());
        } catch (TimeoutException ignored) {
            request.cancel();
            whole.cancel(true);
            return withoutBody(head);
        } catch (InterruptedException ignored) {
            request.cancel();
            whole.cancel(true);
            Thread.currentThread().interrupt();
            throw new PortalFailure.TimedOut(true);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** Nobody reads the body of some answers: it is waited for a moment only, so that the connection can be kept. */
    private static UpstreamReply reply(
            CompletableFuture<UpstreamReply> head, Future<UpstreamReply> whole, Deadline deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        boolean forReader =
                head.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS).isForReader();
        Duration left = deadline.remaining();
        Duration patience = forReader || left.compareTo(UNREAD_BODY_TIMEOUT) < 0 ? left : UNREAD_BODY_TIMEOUT;
        return whole.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What stands at the deadline: the status, if there is one and it is a failure by itself. */
    private static UpstreamReply withoutBody(CompletableFuture<UpstreamReply> head) {
        UpstreamReply reply = head.isDone() && !head.isCompletedExceptionally() ? head.join() : null;
        if (reply == null || reply.successful()) {
            throw new PortalFailure.TimedOut(true, reply == null ? null : reply.requestId());
        }
        return reply;
    }

    private static HttpUriRequestBase request(UpstreamCall call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, ReplyBody.ACCEPT_ENCODING);
        call.headers().forEach(request::setHeader);
        if (!call.body().isEmpty()) {
            request.setEntity(new ByteArrayEntity(
                    call.body().getBytes(StandardCharsets.UTF_8),
                    ContentType.APPLICATION_JSON.withCharset((String) null)));
        }
        return request;
    }

    private static PortalFailure failure(@Nullable Throwable cause) throws ConnectionFailure {
        return switch (cause) {
            case PortalFailure failure -> failure;
            case ConnectionFailure failure -> throw failure;
            case ConnectTimeoutException e -> throw new ConnectionFailure(e, null);
            case ConnectionRequestTimeoutException ignored ->
                new PortalFailure.Unavailable(Duration.ofSeconds(1), false, null);
            case SocketTimeoutException ignored -> new PortalFailure.TimedOut(true);
            case UnknownHostException e -> throw new ConnectionFailure(e, null);
            case NoHttpResponseException e -> throw new ConnectionFailure(e, null);
            case SSLException e -> throw new ConnectionFailure(e, null);
            case SocketException e -> throw new ConnectionFailure(e, null);
            case IOException ignored -> new PortalFailure.InvalidResponse("not readable as HTTP", null);
            case null -> throw new IllegalStateException("an upstream call broke", cause);
            default -> throw new IllegalStateException("an upstream call broke", cause);
        };
    }
}
