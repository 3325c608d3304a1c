package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DemoMerchantTest {

    @Test
    void accountsWhenEasyPostThenInItsForm() {
        assertThat(Arrays.stream(DemoMerchant.values()).flatMap(merchant -> merchant.accounts().entrySet().stream()))
                .allSatisfy(account -> assertThat(account.getValue())
                        .matches(account.getKey().equals(DemoMerchant.EASYPOST) ? "user_[0-9a-f]{32}" : "\\d+"))
                .extracting(account -> account.getValue())
                .doesNotHaveDuplicates();
    }

    @Test
    void laneWhenFailureMerchantThenItsOwn() {
        assertThat(DemoMerchant.lane(DemoMerchant.EASYPOST, DemoMerchant.M_DOWN.id()))
                .isEqualTo("easypost-down");
        assertThat(DemoMerchant.lane(DemoMerchant.EASYPOST, DemoMerchant.M_BOTH.id()))
                .isEqualTo("easypost");
        assertThat(DemoMerchant.lane(DemoMerchant.SHIPENGINE, DemoMerchant.M_BOTH.id()))
                .isEqualTo("shipengine");
    }
}
