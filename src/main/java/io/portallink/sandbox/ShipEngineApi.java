package io.portallink.sandbox;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The simulated ShipEngine's API: the one call that the connector makes. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class ShipEngineApi {

    private static final String PATH = "/v1/tokens/ephemeral";
    static final String CALL = "/sandbox/shipengine" + PATH;

    private final ShipEngineSimulator simulator;
    private final ShipEngineAccounts accounts;
    private final Journal journal;
    private final Clock clock;

    ShipEngineApi(ShipEngineSimulator simulator, ShipEngineAccounts accounts, Journal journal, Clock clock) {
        this.simulator = simulator;
        this.accounts = accounts;
        this.journal = journal;
        this.clock = clock;
    }

    @PostMapping(CALL)
    ResponseEntity<byte[]> create(
            @RequestHeader(name = "API-Key", defaultValue = "") String apiKey,
            @RequestHeader(name = "On-Behalf-Of", defaultValue = "") String onBehalfOf,
            @RequestParam(name = "redirect", defaultValue = "") String redirect,
            @RequestBody(required = false) byte @Nullable [] body)
            throws InterruptedException {
        String at = clock.instant().toString();
        boolean hasBody = body != null && body.length > 0;
        ShipEngineSimulator.Call call =
                new ShipEngineSimulator.Call(UUID.randomUUID().toString(), apiKey, onBehalfOf, redirect, hasBody);
        record(at, call, Journal.PENDING);
        SimulatedReply reply = simulator.answer(call);
        record(at, call, reply.status() + "\n\n" + reply.body());
        return reply.entity("X-ShipEngine-RequestID", call.requestId());
    }

    private void record(String at, ShipEngineSimulator.Call call, String answer) {
        String request = "POST " + PATH + (call.redirect().isEmpty() ? "" : "?redirect=" + call.redirect())
                + "\nAPI-Key: ••••\nOn-Behalf-Of: " + Masks.account(call.onBehalfOf())
                + (call.hasBody() ? "\n\n(a body)" : "\n\n(no body)");
        String masked = Masks.secrets(answer, call.onBehalfOf());
        accounts.find(call.onBehalfOf())
                .ifPresent(account ->
                        journal.record(DemoMerchant.SHIPENGINE, account, new Journal.Exchange(at, request, masked)));
    }
}
