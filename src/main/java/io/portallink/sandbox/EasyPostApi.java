package io.portallink.sandbox;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated EasyPost's API: the calls that the connector makes. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class EasyPostApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/v2/customer_portal/account_link";
    static final String CALL = "/sandbox/easypost" + PATH;

    private final EasyPostSimulator simulator;
    private final Journal journal;
    private final Clock clock;

    EasyPostApi(EasyPostSimulator simulator, Journal journal, Clock clock) {
        this.simulator = simulator;
        this.journal = journal;
        this.clock = clock;
    }

    @PostMapping(CALL)
    ResponseEntity<byte[]> create(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody(required = false) byte @Nullable [] body)
            throws InterruptedException {
        String at = clock.instant().toString();
        JsonNode json = parse(body);
        record(at, json, Journal.PENDING);
        SimulatedReply reply = simulator.answer(authorization, json);
        record(at, json, reply.status() + "\n\n" + reply.body());
        return reply.entity("x-ep-request-uuid", UUID.randomUUID().toString());
    }

    /** Not in the journal, which is for what opened a portal. */
    @GetMapping("/sandbox/easypost/v2/users/{id}")
    ResponseEntity<byte[]> user(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @PathVariable String id)
            throws InterruptedException {
        return simulator
                .account(authorization, id)
                .entity("x-ep-request-uuid", UUID.randomUUID().toString());
    }

    private void record(String at, JsonNode json, String answer) {
        String account = EasyPostRules.text(json, "user_id");
        String request = "POST " + PATH + "\nAuthorization: Basic ••••\nContent-Type: application/json\n\n"
                + json.toPrettyString();
        journal.record(
                DemoMerchant.EASYPOST,
                account,
                new Journal.Exchange(at, Masks.secrets(request, account), Masks.secrets(answer, account)));
    }

    private static JsonNode parse(byte @Nullable [] body) {
        try {
            return body == null ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException ignored) {
            return JSON.missingNode();
        }
    }
}
