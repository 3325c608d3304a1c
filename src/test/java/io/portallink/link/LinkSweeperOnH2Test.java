package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Stores;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinkSweeperOnH2Test extends LinkSweeperContract {

    private static final Pattern ROWS_READ = Pattern.compile("scanCount: (\\d+)");

    LinkSweeperOnH2Test() {
        super(Stores.h2());
    }

    /** A store of a million links stood still for half a second while all were read, twice a minute. */
    @Test
    void sweepWhenLinksHaveNothingToEraseThenNoneOfThemIsRead() {
        for (int i = 0; i < 100; i++) {
            issue(null);
        }

        String plan = jdbc.sql("EXPLAIN ANALYZE " + LinkSweeper.ERASE)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .param("batch", LinkSweeper.BATCH)
                .query(String.class)
                .single();

        assertThat(ROWS_READ.matcher(plan).results().map(result -> Integer.parseInt(result.group(1))))
                .as(plan)
                .isNotEmpty()
                .allMatch(rows -> rows <= 1);
    }
}
