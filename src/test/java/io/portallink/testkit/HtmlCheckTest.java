package io.portallink.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check finds what it says it finds: a check that can't fail would let every page pass. */
class HtmlCheckTest {

    private static final String GOOD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Page</title></head>
            <body><main><h1 id="top">Page</h1><p>Words.</p><a href="#top">Up</a></main></body></html>""";

    @Test
    void checkWhenPageIsGoodThenPasses() {
        assertThatCode(() -> HtmlCheck.check("page", GOOD)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html>         |                           | no doctype",
                " lang=\"en\"            |                           | html[lang]",
                "<title>Page</title>     |                           | title",
                "Page</title>            | </title>                  | title",
                "<p>Words.</p>           | <p>Words.</em></p>        | em",
                "<p>Words.</p>           | <p><div>Words.</div></p>  | p",
                "<p>Words.</p>           | <h1>Another</h1>          | h1",
                "<p>Words.</p>           | <p id=top>Words.</p>      | duplicated",
                "#top\"                  | #bottom\"                 | bottom",
                ">Up<                    | ><                        | no name",
                "<p>Words.</p>           | <p style=color:red>W</p>  | policy",
                "<p>Words.</p>           | <p onclick=f()>W</p>      | policy",
                "<p>Words.</p>           | <img src=x>               | alt",
                "<p>Words.</p>           | <input name=x>            | label"
            })
    void checkWhenPageHasAFaultThenFails(String part, String fault, String named) {
        String page = GOOD.replace(part, fault == null ? "" : fault);

        assertThatThrownBy(() -> HtmlCheck.check("page", page))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("page is no good HTML")
                .hasMessageContaining(named);
    }
}
