package io.portallink.upstream;

import java.util.List;

/** Who waits for one bucket's next token, in the order they came. Used by one at a time. */
interface Turns {

    List<Turn> all();

    /** At the end. */
    void add(Turn turn);

    /** Later; the place stays. */
    void date(Turn turn, long due);

    void remove(Turn turn);

    /**
     * @param merchant a digest
     * @param due when it was told to come back, in nanoseconds of the bucket's time
     */
    record Turn(String merchant, long due) {}
}
