package io.portallink.crypto;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

    /** {@code portal.keys}: base64 of 32 random bytes each; the first signs and encrypts. */
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
    Signer signer(KeyRing keys) {
        return new Signer(keys);
    }
}
