package io.portallink.upstream;

import io.portallink.portal.PortalFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
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

    private static final int MAX_BODY = 256 * 1024;
    private static final int MAX_HEADER_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int BUFFER = 2048; // two of them for each call under way; answers are hardly longer
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final Timeout SILENCE = Timeout.ofSeconds(5);

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
                .build();
    }

    /**
     * @throws ConnectionFailure when there was no answer because there was no connection
     * @throws PortalFailure.TimedOut at the deadline
     * @throws PortalFailure.InvalidResponse when what came is malformed, cut off, or too large
     */
    UpstreamReply send(UpstreamCall call) throws ConnectionFailure {
        Duration left = call.deadline().remaining();
        if (left.isZero()) {
            throw new PortalFailure.TimedOut(false);
        }
        HttpUriRequestBase request = request(call);
        Instant sentAt = clock.instant();
        Future<UpstreamReply> exchange = threads.submit(() -> exchange(request, sentAt));
        try {
            return exchange.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException ignored) {
            request.cancel();
            exchange.cancel(true);
            throw new PortalFailure.TimedOut(true);
        } catch (InterruptedException ignored) {
            request.cancel();
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new PortalFailure.TimedOut(true);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static HttpUriRequestBase request(UpstreamCall call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        call.headers().forEach(request::setHeader);
        if (!call.body().isEmpty()) {
            request.setEntity(new ByteArrayEntity(
                    call.body().getBytes(StandardCharsets.UTF_8),
                    ContentType.APPLICATION_JSON.withCharset((String) null)));
        }
        return request;
    }

    private UpstreamReply exchange(HttpUriRequestBase request, Instant sentAt) throws IOException {
        try (ClassicHttpResponse response = open(request)) {
            return new UpstreamReply(
                    response.getCode(),
                    body(request, response),
                    sentAt,
                    plain(header(response, requestIdHeader)),
                    RetryAfter.relative(header(response, HttpHeaders.RETRY_AFTER), header(response, HttpHeaders.DATE)));
        }
    }

    private ClassicHttpResponse open(HttpUriRequestBase request) throws IOException {
        try {
            return client.executeOpen(null, request, null);
        } catch (IllegalArgumentException e) { // what the client makes of a status line such as HTTP/1.1 000
            throw new ClientProtocolException(e);
        }
    }

    private static String body(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream content = entity.getContent();
        byte[] buffer = new byte[8192];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > MAX_BODY) {
                request.cancel(); // else closing the response would read the rest of it
                throw new PortalFailure.InvalidResponse("too large", null);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Only what can't carry anything but an id: it is handed on to callers and logs. */
    static @Nullable String plain(@Nullable String requestId) {
        return requestId != null && requestId.matches("[A-Za-z0-9._-]{1,100}") ? requestId : null;
    }

    private static PortalFailure failure(@Nullable Throwable cause) throws ConnectionFailure {
        return switch (cause) {
            case PortalFailure failure -> failure;
            case ConnectTimeoutException e -> throw new ConnectionFailure(e);
            case ConnectionRequestTimeoutException ignored ->
                new PortalFailure.Unavailable(Duration.ofSeconds(1), false, null);
            case SocketTimeoutException ignored -> new PortalFailure.TimedOut(true);
            case UnknownHostException e -> throw new ConnectionFailure(e);
            case NoHttpResponseException e -> throw new ConnectionFailure(e);
            case SSLException e -> throw new ConnectionFailure(e);
            case SocketException e -> throw new ConnectionFailure(e);
            case IOException ignored -> new PortalFailure.InvalidResponse("not readable as HTTP, or cut off", null);
            case null -> throw new IllegalStateException("an upstream call broke", cause);
            default -> throw new IllegalStateException("an upstream call broke", cause);
        };
    }
}
