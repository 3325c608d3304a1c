package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portallink.portal.Deadline;
import io.portallink.portal.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImportBodyTest {

    @Test
    void readWhenTheBodyTakesTooLongThenItEndsThere() throws IOException {
        assertThat(body(Duration.ofMinutes(1)).read(new byte[3])).isEqualTo(3);
        assertThatThrownBy(() -> body(Duration.ofNanos(-1)).read(new byte[3])).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> body(Duration.ofNanos(-1)).read()).isInstanceOf(InvalidRequest.class);
    }

    private static ImportBody body(Duration left) {
        return new ImportBody(new ByteArrayInputStream(new byte[9]), Deadline.in(left));
    }
}
