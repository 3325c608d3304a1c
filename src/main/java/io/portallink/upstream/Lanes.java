package io.portallink.upstream;

import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;

/**
 * Which calls share a breaker, a bulkhead and a tap. All of a platform's do, named by the platform's id, unless a bean of
 * this type sets some apart, as the sandbox does with its failure merchants.
 */
@FunctionalInterface
public interface Lanes {

    /** The lane's name; it is seen in metrics, so it must not tell who the merchant is. */
    String lane(PlatformId platform, MerchantId merchant);
}
