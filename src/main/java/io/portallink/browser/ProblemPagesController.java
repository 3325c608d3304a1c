package io.portallink.browser;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.web.HtmlPage;
import io.portallink.web.HtmlPages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /problems/{code}}: what a problem's {@code type} points to. */
@Controller
class ProblemPagesController {

    private final HtmlPages pages;

    ProblemPagesController(HtmlPages pages) {
        this.pages = pages;
    }

    @GetMapping("/problems/{code}")
    void problem(@PathVariable String code, HttpServletResponse response) throws IOException {
        Problem problem = Problem.fromCode(code).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        pages.write(
                response,
                200,
                HtmlPage.of(
                        problem.code() + ", HTTP " + problem.status(),
                        problem.title(),
                        "Cause: " + problem.cause(),
                        "Remedy: " + problem.remedy()));
    }
}
