package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TroublesTest {

    private final Troubles troubles = new Troubles();

    @Test
    void laneWhenTroubleWasMadeThenOneOfItsOwnThatTellsNoMerchant() {
        assertThat(troubles.lane(DemoMerchant.EASYPOST, DemoMerchant.M_BOTH.id()))
                .isEqualTo("easypost");
        troubles.make(DemoMerchant.M_BOTH, DemoMerchant.EASYPOST, Behaviour.DOWN);
        assertThat(troubles.lane(DemoMerchant.EASYPOST, DemoMerchant.M_BOTH.id()))
                .isEqualTo("easypost-made-down-2");
        assertThat(troubles.lane(DemoMerchant.SHIPENGINE, DemoMerchant.M_BOTH.id()))
                .isEqualTo("shipengine");
        assertThat(troubles.lane(DemoMerchant.EASYPOST, DemoMerchant.M_EASYPOST.id()))
                .isEqualTo("easypost");
        assertThat(troubles.lane(DemoMerchant.EASYPOST, DemoMerchant.M_DOWN.id()))
                .isEqualTo("easypost-down");
    }

    @Test
    void laneWhenTwoMerchantsHaveTheSameTroubleThenOneForEach() {
        troubles.make(DemoMerchant.M_BOTH, DemoMerchant.EASYPOST, Behaviour.LIMITED);
        troubles.make(DemoMerchant.M_EASYPOST, DemoMerchant.EASYPOST, Behaviour.LIMITED);
        assertThat(troubles.lane(DemoMerchant.EASYPOST, DemoMerchant.M_BOTH.id()))
                .isNotEqualTo(troubles.lane(DemoMerchant.EASYPOST, DemoMerchant.M_EASYPOST.id()));
    }
}
