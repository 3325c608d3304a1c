package io.portallink;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Names Spring Boot's settings that it fails over late, with a page of traces. It has no exception types of its own for most of
 * these, so they are told by the beginning of its message.
 */
final class UnusableSettingAnalyzer implements FailureAnalyzer {

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble(
                    "Cannot load driver class",
                    "spring.datasource.driver-class-name is no driver that the broker has; leave it out"),
            new Trouble("port out of range", "server.port or management.server.port must be from 0 to 65535"),
            new Trouble(
                    "Cannot assign requested address",
                    "server.address or management.server.address is no address of this machine"),
            new Trouble(
                    "Management-specific server address cannot be configured",
                    "management.server.port is the same as server.port; give it another"),
            new Trouble(
                    "SSL bundle name",
                    "server.ssl.bundle, management.server.ssl.bundle or another bundle is not under spring.ssl.bundle"),
            new Trouble(
                    "Unable to create key store",
                    "a key store or certificate can't be read; look at server.ssl.key-store, server.ssl.certificate,"
                            + " their passwords, and the same under management.server.ssl and spring.ssl.bundle"),
            new Trouble(
                    "Unable to create trust store",
                    "a trust store can't be read; look at server.ssl.trust-store, server.ssl.trust-certificate,"
                            + " their passwords, and the same under management.server.ssl and spring.ssl.bundle"),
            new Trouble(
                    "SSL is enabled but no trust material",
                    "server.ssl or management.server.ssl lacks a key; set server.ssl.key-store, or server.ssl.certificate"
                            + " and server.ssl.certificate-private-key"));

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Trouble trouble : TROUBLES) {
                if (trouble.isIn(cause)) {
                    return new FailureAnalysis(trouble.line(), null, failure);
                }
            }
        }
        return null;
    }

    private record Trouble(String message, String line) {

        boolean isIn(Throwable cause) {
            String said = cause.getMessage();
            return said != null && said.startsWith(message);
        }
    }
}
