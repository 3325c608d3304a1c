package io.portallink.sandbox;

import io.portallink.portal.PlatformId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request of the dashboard's backend, and what the broker answered.
 *
 * @param page as the API calls it; empty for the front page
 * @param request as it was sent
 * @param preview the broker's answer to the same request with {@code dry_run}
 * @param scanned what a mail scanner saw when it came first; none while none did
 */
record Attempt(
        DemoMerchant merchant,
        PlatformId platform,
        String page,
        Map<String, Object> request,
        BrokerClient.Answer preview,
        BrokerClient.Answer answer,
        AtomicReference<Scanned> scanned) {

    /** The broker's link, when there is one; a secret. */
    String url() {
        return answer.text("url");
    }

    @Override
    public String toString() {
        return "Attempt[" + merchant + ", " + platform + ", " + page + "]";
    }

    /**
     * A visit of a mail scanner.
     *
     * @param before the link's status before it
     * @param after the link's status after it
     */
    record Scanned(List<MailScanner.Scan> scans, String before, String after) {

        static Scanned none() {
            return new Scanned(List.of(), "", "");
        }

        boolean harmless() {
            return before.equals(after);
        }
    }
}
