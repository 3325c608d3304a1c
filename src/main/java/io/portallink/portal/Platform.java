package io.portallink.portal;

/**
 * A shipping platform whose hosted portal can be opened. This is all that a connector implements; the broker finds every
 * bean of this type by itself, so a further platform is one new package and one block of configuration.
 */
public interface Platform {

    PlatformId id();

    /** Whether it is switched on; when off, it is still listed, and nothing is sent to it. */
    boolean enabled();

    Capabilities capabilities();

    /**
     * Checks a tenant's settings once, at start-up.
     *
     * @throws InvalidConfiguration naming the setting and the remedy, never a value
     */
    void check(Settings settings);

    /** What {@link #open} would send, with every secret masked. Sends nothing. */
    Preview preview(PortalRequest request);

    /**
     * Asks the platform for a new portal URL: one call, with what its policy allows of retries inside the deadline.
     *
     * @throws PortalFailure for everything that is not a URL
     */
    PortalUrl open(PortalRequest request);

    /**
     * Asks the platform whether it still knows an account, and what else it can tell. A platform that can't be asked that
     * leaves this as it is: nothing is sent, and the answer says so.
     *
     * @throws PortalFailure where the platform gave no answer; that it does not know the account is an answer
     */
    default AccountStatus status(StatusRequest request) {
        return AccountStatus.untold();
    }
}
