package io.portallink.faults;

import java.util.Set;
import java.util.stream.Collectors;

/** The faults that must be there, in each mode and for every caller of both platforms; kept apart from those that are. */
final class RequiredFaults {

    static final Set<String> NAMES = """
            connection refused
            DNS failure
            TLS: not TLS
            TLS: handshake cut
            TLS: self-signed certificate
            TLS: expired certificate
            TLS: silence
            SYN swallowed
            reset before headers
            reset after headers
            headers, then silence
            one byte a second, headers
            one byte a second, body
            100 MB body
            100 MB body, chunked
            huge header
            10,000 headers
            truncated chunked body
            Content-Length too long, then closed
            Content-Length too long, then silence
            Content-Length too short
            another answer after the end
            gzip bomb
            429 whose gzip is none
            429 whose gzip is cut off
            429 whose body is cut off
            429, then reset
            429, then silence
            503 whose gzip is none
            401 whose gzip is none
            404 whose body is cut off
            byte order mark
            UTF-16
            a character set as content coding
            100, then 200
            101, then silence
            103, then 200
            100 without end
            204
            301
            302
            303
            307
            308
            not HTTP, then closed
            not HTTP, then silence
            HTML with 200
            429 without Retry-After
            429 with Retry-After in seconds
            429 with Retry-After as a date
            429 with Retry-After of nonsense
            503 at once, then 200
            20 s latency
            our clock 30 s ahead
            our clock 30 s behind
            our clock 1 h ahead
            our clock 1 h behind
            URL 3.9 s old
            URL 4.1 s old
            URL 4.1 s old twice
            breaker open
            bulkhead full
            tap closed
            budget spent
            """.lines().collect(Collectors.toUnmodifiableSet());

    private RequiredFaults() {}
}
