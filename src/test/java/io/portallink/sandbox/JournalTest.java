package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final String ACCOUNT =
            Objects.requireNonNull(DemoMerchant.M_EASYPOST.accounts().get(DemoMerchant.EASYPOST));

    private final Journal journal = new Journal();

    @Test
    void recordWhenAnOlderCallIsAnsweredLaterThenTheNewerStays() {
        record("2026-01-01T00:00:00Z", Journal.PENDING);
        record("2026-01-01T00:00:08.5Z", "201");
        record("2026-01-01T00:00:00Z", "201, after 20 seconds");

        assertThat(last().at()).isEqualTo("2026-01-01T00:00:08.5Z");
    }

    @Test
    void recordWhenACallIsAnsweredThenItsAnswerStandsInThePlaceOfNone() {
        record("2026-01-01T00:00:00Z", Journal.PENDING);
        assertThat(last().answer()).isEqualTo(Journal.PENDING);
        record("2026-01-01T00:00:00Z", "201");
        assertThat(last().answer()).isEqualTo("201");
    }

    private void record(String at, String answer) {
        journal.record(DemoMerchant.EASYPOST, ACCOUNT, new Journal.Exchange(at, "POST", answer));
    }

    private Journal.Exchange last() {
        return journal.last(DemoMerchant.M_EASYPOST, DemoMerchant.EASYPOST).orElseThrow();
    }
}
