package io.portallink.portal;

/** The configuration can't be used: start-up ends with the property's name and what to do, never its value. */
public final class InvalidConfiguration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final String remedy;

    public InvalidConfiguration(String property, String remedy) {
        super(property + " " + remedy);
        this.property = property;
        this.remedy = remedy;
    }

    public String property() {
        return property;
    }

    /** The same complaint, with the place of the property put in front of its name. */
    public InvalidConfiguration under(String prefix) {
        return new InvalidConfiguration(prefix + "." + property, remedy);
    }
}
