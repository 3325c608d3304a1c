package io.portallink.sandbox;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Which forms the sandbox takes: 400 is one that was taken, and names no trouble that there is. */
class SameOriginTest {

    private final MockMvc http = MockMvcBuilders.standaloneSetup(
                    new TroubleController(new Troubles(), new SandboxPages()))
            .addInterceptors(new SameOrigin(new SandboxPages()))
            .build();

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, 400",
                "none, http://localhost:8080, 400",
                "none, http://localhost:8081, 403",
                "none, https://localhost:8080, 403",
                "none, http://localhost, 403",
                "none, http://localhost.evil.example:8080, 403",
                "none, https://evil.example, 403",
                "none, null, 403",
                "none, https://[, 403",
                "same-origin, none, 400",
                "same-origin, null, 400",
                "same-site, http://localhost:8080, 403",
                "cross-site, none, 403",
                "none-at-all, none, 403"
            })
    void formWhenItSaysWhereItComesFromThenTakenFromOwnPagesOnly(
            @Nullable String site, @Nullable String origin, int expected) throws Exception {
        MockHttpServletRequestBuilder form = post("http://localhost:8080/sandbox/trouble");
        if (site != null) {
            form.header(SameOrigin.HEADER, site);
        }
        if (origin != null) {
            form.header("Origin", origin);
        }

        http.perform(form).andExpect(status().is(expected));
    }
}
