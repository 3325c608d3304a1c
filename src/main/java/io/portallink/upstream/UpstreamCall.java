package io.portallink.upstream;

import io.portallink.portal.Deadline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Secret;
import java.net.URI;
import java.util.Map;

/**
 * One call to a platform.
 *
 * @param headers sent as they are; credentials among them, so never printed
 * @param body JSON; empty for no body and no Content-Type
 * @param credential what the platform counts its rate limit by
 * @param merchant for whom
 * @param deadline when the answer must be there, retries included
 */
public record UpstreamCall(
        String method,
        URI uri,
        Map<String, String> headers,
        String body,
        Secret credential,
        MerchantId merchant,
        Deadline deadline) {

    UpstreamCall with(Map<String, String> otherHeaders) {
        return new UpstreamCall(method, uri, otherHeaders, body, credential, merchant, deadline);
    }

    @Override
    public String toString() {
        return "UpstreamCall[" + method + " " + uri.getHost() + "]";
    }
}
