package io.portallink.crypto;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

    /**
     * {@code portal.keys}.
     *
     * @param keys base64 of 32 random bytes each; the first signs and encrypts, all verify and decrypt
     */
    @ConfigurationProperties("portal")
    record KeyProperties(@Nullable List<String> keys) {

        @Override
        public String toString() {
            return "KeyProperties";
        }
    }

    @Bean
    KeyRing keyRing(KeyProperties properties) {
        return new KeyRing(properties.keys() == null ? List.of() : properties.keys());
    }

    @Bean
    Sealer sealer(KeyRing keys) {
        return new Sealer(keys);
    }

    @Bean
    KeysInUse keysInUse(KeyRing keys, List<SealedTable<?>> tables, JdbcClient jdbc, Clock clock) {
        return new KeysInUse(keys, tables, jdbc, clock);
    }

    @Bean
    Reencryption reencryption(KeyRing keys, KeysInUse inUse, List<SealedTable<?>> tables, MeterRegistry meters) {
        Reencryption reencryption = new Reencryption(keys, inUse, tables, meters);
        reencryption.count(); // so that the metric never says 0 before it is known
        return reencryption;
    }

    @Bean
    Signer signer(KeyRing keys) {
        return new Signer(keys);
    }
}
