package io.portallink.portal;

/**
 * One question about a merchant's account, as a connector gets it: checked and routed.
 *
 * @param settings the tenant's settings for this platform, accepted by {@link Platform#check}
 * @param merchant for isolation and fairness between merchants; no platform is told it
 * @param account the merchant's account at the platform, opaque
 * @param deadline when the whole answer must be there
 */
public record StatusRequest(Settings settings, MerchantId merchant, Secret account, Deadline deadline) {

    @Override
    public String toString() {
        return "StatusRequest[" + merchant + "]";
    }
}
