package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the timeline promises, on production's schema; a subclass names the store. */
abstract class TimelineContract {

    private final LinkStore store;
    private final Timeline timeline;

    TimelineContract(LinkStore store) {
        this.store = store;
        this.timeline = store.timeline;
    }

    @Test
    void noteWhenAHundredOfItsTypeAreThereThenNoMoreOfThatType() {
        LinkId id = store.opened();
        LinkId other = store.opened();
        for (int i = 0; i < 3 * Timeline.MOST; i++) {
            timeline.note(id, EventType.REPLAYED);
        }
        timeline.note(other, EventType.REPLAYED);
        timeline.noteFirst(id, EventType.PREFETCH_BLOCKED);

        assertThat(rows(id)).isEqualTo(Timeline.MOST + 1);
        assertThat(rows(other)).isOne();
    }

    /** The rows are counted, not locked: as many more may come in as there are connections. */
    @Test
    void noteWhenManyWriteAtOnceThenTheEndIsNotFar() throws Exception {
        LinkId id = store.opened();

        LinkStore.atOnce(() -> {
            for (int i = 0; i < 6; i++) {
                timeline.note(id, EventType.REPLAYED);
            }
            return true;
        });

        assertThat(rows(id)).isBetween(Timeline.MOST, Timeline.MOST + LinkStore.CONNECTIONS - 1);
    }

    @Test
    void noteFirstWhenManyWriteAtOnceThenOneOfEachType() throws Exception {
        for (int round = 0; round < 10; round++) {
            LinkId id = store.issued();
            LinkId other = store.issued();

            LinkStore.atOnce(() -> {
                timeline.noteFirst(id, EventType.PREFETCH_BLOCKED);
                timeline.noteFirst(id, EventType.CONFIRMATION_SHOWN);
                timeline.noteFirst(other, EventType.PREFETCH_BLOCKED);
                return true;
            });

            assertThat(types(id))
                    .containsExactly(EventType.ISSUED, EventType.CONFIRMATION_SHOWN, EventType.PREFETCH_BLOCKED);
            assertThat(types(other)).containsExactly(EventType.ISSUED, EventType.PREFETCH_BLOCKED);
        }
    }

    @Test
    void noteFirstWhenRepeatedThenTheFirstTimeStays() {
        LinkId id = store.issued();
        Instant first = store.clock.instant();
        timeline.noteFirst(id, EventType.PREFETCH_BLOCKED);
        store.clock.advance(Duration.ofSeconds(1));
        timeline.noteFirst(id, EventType.PREFETCH_BLOCKED);

        assertThat(timeline.of(store.find(id)))
                .last()
                .isEqualTo(new LinkEvent(EventType.PREFETCH_BLOCKED, first, null));
    }

    @Test
    void ofWhenSeveralLinksThenEachItsOwn() {
        LinkId one = store.opened();
        LinkId two = store.issued();
        timeline.note(one, EventType.REPLAYED);
        timeline.note(one, EventType.REPLAYED);

        assertThat(timeline.of(List.of(store.find(one), store.find(two))).get(two))
                .extracting(LinkEvent::type)
                .containsExactly(EventType.ISSUED);
        assertThat(types(one))
                .containsExactly(EventType.ISSUED, EventType.OPENED, EventType.REPLAYED, EventType.REPLAYED);
    }

    @Test
    void noteWhenLinkIsNotThereThenNothing() {
        LinkId gone = LinkId.next(store.clock.instant());

        timeline.note(gone, EventType.REPLAYED);
        timeline.noteFirst(gone, EventType.PREFETCH_BLOCKED);

        assertThat(rows(gone)).isZero();
    }

    private List<EventType> types(LinkId id) {
        return timeline.of(store.find(id)).stream().map(LinkEvent::type).toList();
    }

    private int rows(LinkId id) {
        return store.count("SELECT count(*) FROM portal_link_event WHERE link_id = '" + id + "'");
    }
}
