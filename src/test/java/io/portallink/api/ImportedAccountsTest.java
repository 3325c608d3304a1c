package io.portallink.api;

import static io.portallink.api.ImportedAccounts.MAX_REMEMBERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.broker.Accounts.Registration;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ImportedAccountsTest {

    private final ImportedAccounts accounts = new ImportedAccounts();

    @Test
    void replacedWhenMerchantOrPlatformIsAnotherThenNothing() {
        assertThat(replaced(1, "m_1", "easypost")).isEmpty();
        assertThat(replaced(2, "m_1", "shipengine")).isEmpty();
        assertThat(replaced(3, "m_2", "easypost")).isEmpty();
        assertThat(replaced(4, "m_1", "easypost")).hasValue(1);
        assertThat(replaced(5, "m_1", "easypost")).hasValue(4);
    }

    @Test
    void replacedWhenAMillionOthersCameBetweenThenItIsStillKnown() {
        int last = 1_000_000;
        for (int line = 1; line <= last; line++) {
            assertThat(replaced(line, "m_" + line, "easypost").isPresent()).isFalse();
        }

        assertThat(replaced(last + 1, "m_1", "easypost")).hasValue(1);
        assertThat(replaced(last + 2, "m_" + last, "easypost")).hasValue(last);
    }

    @Test
    void replacedWhenMoreCameThanAreRememberedThenTheFirstAreKnown() {
        for (int line = 1; line <= MAX_REMEMBERED; line++) {
            replaced(line, "m_" + line, "easypost");
        }
        replaced(MAX_REMEMBERED + 1, "m_new", "easypost");

        assertThat(replaced(MAX_REMEMBERED + 2, "m_new", "easypost")).isEmpty();
        assertThat(replaced(MAX_REMEMBERED + 3, "m_1", "easypost")).hasValue(1);
    }

    private OptionalInt replaced(int line, String merchant, String platform) {
        return accounts.replaced(new ImportLine.Good(
                line, new Registration(new MerchantId(merchant), new PlatformId(platform), new Secret("x"), null)));
    }
}
