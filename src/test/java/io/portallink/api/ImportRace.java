package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.AtOnce;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The same merchants imported several times at once, in different orders; a subclass names the store that has to bear it. */
abstract class ImportRace {

    private static final int IMPORTS = 4;
    private static final int MERCHANTS = 300;
    private static final int ROUNDS = 5;

    @LocalServerPort
    int port;

    @Test
    void importWhenOthersImportTheSameMerchantsThenAllAreAccepted() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String prefix = "race_" + round + "_";
            for (HttpResponse<String> answer : race(prefix)) {
                assertThat(Imports.refused(answer, MERCHANTS)).isEmpty();
            }
            HttpResponse<String> merchant = new Calls(port).call("GET", "/v1/merchants/" + prefix + "0", "");
            assertThat(Http.json(merchant).path("accounts").size()).isEqualTo(1);
        }
    }

    /** New merchants are inserted by all at once; those of a second part are there already, and changed by all at once. */
    private List<HttpResponse<String>> race(String prefix) throws Exception {
        Imports imports = new Imports(port);
        Imports.refused(imports.send(Imports.NDJSON, body(prefix, MERCHANTS / 2, new Random(0))), MERCHANTS / 2);
        List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 1; i <= IMPORTS; i++) {
            String body = body(prefix, MERCHANTS, new Random(i));
            calls.add(() -> imports.send(Imports.NDJSON, body));
        }
        return AtOnce.run(calls);
    }

    private static String body(String prefix, int merchants, Random random) {
        List<String> lines = IntStream.range(0, merchants)
                .mapToObj(i -> Imports.line(prefix + i, "user_" + random.nextInt()))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(lines, random);
        return String.join("", lines);
    }
}
