package io.portallink.upstream;

class LocalBudgetTest extends BudgetContract {

    LocalBudgetTest() {
        super(GateReplicas.local());
    }
}
