package io.portallink.shipengine;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code portal.platforms.shipengine}. Newer hosts and paths exist, so both are configuration.
 *
 * @param enabled whether it is switched on
 * @param baseUrl where its API is
 * @param path the call's path
 * @param loginUrl where a token is taken to, for answers without {@code redirect_url}
 * @param redirectHosts hosts that a portal link may have
 * @param maxConcurrent calls under way at once
 * @param budgetPerMinute calls a minute for each credential, 0: no budget; the documented limit of 200 is shared with
 *     label buying
 */
@ConfigurationProperties("portal.platforms.shipengine")
record ShipEngineProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("https://api.shipengine.com") String baseUrl,
        @DefaultValue("/v1/tokens/ephemeral") String path,

        @DefaultValue("https://dashboard.shipengine.com/api/directlogin")
        String loginUrl,

        @DefaultValue({"dashboard.shipengine.com", "app.shipstation.com"})
        List<String> redirectHosts,

        @DefaultValue("256") int maxConcurrent,
        @DefaultValue("120") int budgetPerMinute) {}
