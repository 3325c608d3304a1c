package io.portallink.easypost;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code portal.platforms.easypost}.
 *
 * @param enabled whether it is switched on
 * @param baseUrl where its API is
 * @param redirectHosts hosts that a portal link may have
 * @param maxConcurrent calls under way at once
 * @param budgetPerMinute calls a minute for each credential; 0: no budget (EasyPost publishes no limit)
 */
@ConfigurationProperties("portal.platforms.easypost")
record EasyPostProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("https://api.easypost.com") String baseUrl,
        @DefaultValue("app.easypost.com") List<String> redirectHosts,
        @DefaultValue("256") int maxConcurrent,
        @DefaultValue("0") int budgetPerMinute) {}
