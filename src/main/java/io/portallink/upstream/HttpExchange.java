package io.portallink.upstream;

import io.portallink.portal.PortalFailure;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/** A request and its answer: first the head, which decides unless it is a 2xx, then the body. */
final class HttpExchange {

    private final CloseableHttpClient client;
    private final HttpUriRequestBase request;
    private final String requestIdHeader;
    private final Instant sentAt;

    HttpExchange(CloseableHttpClient client, HttpUriRequestBase request, String requestIdHeader, Instant sentAt) {
        this.client = client;
        this.request = request;
        this.requestIdHeader = requestIdHeader;
        this.sentAt = sentAt;
    }

    /** @param head gets the answer as soon as it is known but for its body */
    UpstreamReply run(CompletableFuture<UpstreamReply> head) throws IOException, ConnectionFailure {
        try {
            ClassicHttpResponse response = open();
            try {
                UpstreamReply reply = head(response);
                head.complete(reply);
                return whole(reply, response);
            } finally {
                Closer.closeQuietly(response); // what can't be read may break in closing too
            }
        } catch (IOException | RuntimeException e) {
            head.completeExceptionally(e);
            throw e;
        }
    }

    private ClassicHttpResponse open() throws IOException {
        try {
            return client.executeOpen(null, request, null);
        } catch (IllegalArgumentException e) { // what the client makes of a status line such as HTTP/1.1 000
            throw new ClientProtocolException(e);
        }
    }

    private UpstreamReply head(ClassicHttpResponse response) {
        return new UpstreamReply(
                response.getCode(),
                MissingNode.getInstance(),
                sentAt,
                plain(header(response, requestIdHeader)),
                RetryAfter.relative(header(response, HttpHeaders.RETRY_AFTER), header(response, HttpHeaders.DATE)));
    }

    private UpstreamReply whole(UpstreamReply head, ClassicHttpResponse response) throws ConnectionFailure {
        try {
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return head;
            }
            byte[] body = ReplyBody.decode(ReplyBody.read(entity.getContent()), codings(response));
            return head.with(ReplyBody.parse(body));
        } catch (IOException e) {
            request.cancel(); // else closing the response would read the rest of it
            if (head.successful()) {
                throw lost(e, head.requestId());
            }
            return head;
        }
    }

    private static PortalFailure lost(IOException cause, @Nullable String requestId) throws ConnectionFailure {
        return switch (cause) {
            case SocketTimeoutException ignored -> new PortalFailure.TimedOut(true, requestId);
            case SocketException e -> throw new ConnectionFailure(e, requestId);
            default -> new PortalFailure.InvalidResponse("a body that is cut off, too large or undecodable", requestId);
        };
    }

    private static List<String> codings(ClassicHttpResponse response) {
        List<String> codings = new ArrayList<>();
        MessageSupport.parseElements(response, HttpHeaders.CONTENT_ENCODING, coding -> codings.add(coding.getName()));
        return codings;
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Only what can't carry anything but an id: it is handed on to callers and logs. */
    static @Nullable String plain(@Nullable String requestId) {
        return requestId != null && requestId.matches("[A-Za-z0-9._-]{1,100}") ? requestId : null;
    }
}
