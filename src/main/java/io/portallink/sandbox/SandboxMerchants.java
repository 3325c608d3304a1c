package io.portallink.sandbox;

import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.Secret;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.transaction.support.TransactionOperations;

/** Registers the demonstration merchants at each start; the store is in memory. */
final class SandboxMerchants implements ApplicationRunner {

    private final MerchantRegistry registry;
    private final TransactionOperations transactions;

    SandboxMerchants(MerchantRegistry registry, TransactionOperations transactions) {
        this.registry = registry;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transactions.executeWithoutResult(ignored -> {
            for (DemoMerchant merchant : DemoMerchant.values()) {
                merchant.accounts()
                        .forEach((platform, account) -> registry.put(
                                SandboxConfiguration.TENANT, merchant.id(), platform, new Secret(account), null));
            }
        });
    }
}
