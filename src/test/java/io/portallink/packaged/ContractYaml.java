package io.portallink.packaged;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contract's own configuration, word for word, with base URLs on loopback. */
final class ContractYaml {

    static final String API_KEY = "packaged-jar-api-key";
    static final String EASYPOST_KEY = "EZAKpackagedJarKey0001";
    static final String SHIPENGINE_KEY = "packaged+jar/key0002=";

    private ContractYaml() {}

    static Path write(Path folder) {
        String yaml = """
                portal:
                  public-base-url: https://links.example.com
                  keys: ["%s"]
                  retention: 30d
                  tenants:
                    acme:
                      display-name: Acme Market
                      api-keys:
                        - { id: backend, sha256: "%s", scopes: [links, merchants] }
                      requests-per-minute: 6000
                      return-urls: ["https://dashboard.example/shipping"]
                      refresh-urls: ["https://dashboard.example/shipping/open"]
                      platforms:
                        easypost: { api-key: "%s" }
                        shipengine: { api-key: "%s", on-behalf-of: account-id, theme-id: "theme-of-tenant" }
                  platforms:
                    easypost: { enabled: true, base-url: "%s", redirect-hosts: [app.easypost.com], max-concurrent: 256, budget-per-minute: 0 }
                    shipengine:
                      enabled: true
                      base-url: "%s"
                      path: /v1/tokens/ephemeral
                      login-url: https://dashboard.shipengine.com/api/directlogin
                      redirect-hosts: [dashboard.shipengine.com, app.shipstation.com]
                      max-concurrent: 256
                      budget-per-minute: 120
                """.formatted(
                        BrokerTestConfiguration.SERVER_KEY,
                        BrokerTestConfiguration.sha256(API_KEY),
                        EASYPOST_KEY,
                        SHIPENGINE_KEY,
                        StubPlatforms.easyPost().baseUrl(),
                        StubPlatforms.shipEngine().baseUrl());
        try {
            return Files.writeString(folder.resolve("application.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
