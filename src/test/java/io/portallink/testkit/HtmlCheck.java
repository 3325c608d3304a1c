package io.portallink.testkit;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Checks what a browser would repair without a word, and what a person without sight or without a script would miss: HTML that is
 * no HTML, references that lead nowhere, what has no name, and what the page's own policy forbids. Every page that a test gets with
 * {@link Http} or {@link RawClient} is checked so. Colours, sizes and what a screen reader makes of it need a browser: {@code -Pfull}.
 */
public final class HtmlCheck {

    private static final int MAX_ERRORS = 20;

    /** Races get the same page ten thousand times, but for its reference. */
    private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

    private static final Pattern REFERENCE = Pattern.compile("<p class=\"reference\">.*</p>");

    /** Attributes that name an element by its id, or several. */
    private static final List<String> REFERENCES =
            List.of("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers", "form");

    private final List<String> wrong = new ArrayList<>();
    private final Document document;

    private HtmlCheck(Document document, Parser parser) {
        this.document = document;
        parser.getErrors().forEach(error -> wrong.add(error.toString()));
    }

    /** Where the answer is a page, or a part of one that the sandbox's script puts in its place. */
    static void check(String method, String target, HttpHeaders headers, String body) {
        String path = target.split("\\?", 2)[0];
        String page = REFERENCE.matcher(body).replaceFirst("");
        if (body.isEmpty()
                || !headers.firstValue("Content-Type").orElse("").startsWith("text/html")
                || CHECKED.contains(page)) {
            return;
        }
        if (path.equals("/sandbox/latest") || path.matches("/sandbox/links/[^/]+/(live|raw)")) {
            Parser parser = parser();
            Document document = Document.createShell("");
            document.body().appendChildren(parser.parseFragmentInput(body, document.body(), ""));
            new HtmlCheck(document, parser).report(method + " " + path, body);
        } else {
            check(method + " " + path, body);
        }
        CHECKED.add(page);
    }

    /**
     * Checks a whole page.
     *
     * @throws AssertionError with all that is wrong
     */
    public static void check(String what, String html) {
        Parser parser = parser();
        HtmlCheck check = new HtmlCheck(parser.parseInput(html, ""), parser);
        check.checkDocument();
        check.checkReferences();
        check.report(what, html);
    }

    private static Parser parser() {
        return Parser.htmlParser().setTrackErrors(MAX_ERRORS);
    }

    private void report(String what, String html) {
        checkNames();
        checkPolicy();
        if (!wrong.isEmpty()) {
            throw new AssertionError(what + " is no good HTML: " + String.join("; ", wrong) + "\n" + html);
        }
    }

    private void checkDocument() {
        for (String one : List.of("html[lang]", "title", "meta[charset]", "meta[name=viewport]", "main", "h1")) {
            if (document.select(one).size() != 1) {
                wrong.add("one " + one + " is wanted, there are "
                        + document.select(one).size());
            }
        }
        if (document.documentType() == null) {
            wrong.add("no doctype");
        }
        if (document.title().isBlank()) {
            wrong.add("the title is empty");
        }
    }

    private void checkReferences() {
        Set<String> ids = new HashSet<>();
        for (Element element : document.select("[id]")) {
            if (!ids.add(element.id())) {
                wrong.add("the id " + element.id() + " is duplicated");
            }
        }
        for (String reference : REFERENCES) {
            for (Element element : document.select("[" + reference + "]")) {
                for (String id : element.attr(reference).split(" +", -1)) {
                    lookUp(ids, id, element);
                }
            }
        }
        document.select("a[href^=#]")
                .forEach(link -> lookUp(ids, link.attr("href").substring(1), link));
    }

    private void lookUp(Set<String> ids, String id, Element from) {
        if (!ids.contains(id)) {
            wrong.add("no id " + id + ", which is named by " + from.cssSelector());
        }
    }

    private void checkNames() {
        for (Element element : document.select("a[href], button, h1, h2, h3, summary, th, label")) {
            if (element.text().isBlank() && element.attr("aria-label").isBlank()) {
                wrong.add("no name: " + element.outerHtml());
            }
        }
        document.select("img:not([alt])").forEach(image -> wrong.add("no alt: " + image.outerHtml()));
        for (Element field : document.select("input:not([type=hidden]), select, textarea")) {
            if (field.attr("aria-label").isBlank()
                    && field.closest("label") == null
                    && document.select("label[for=" + field.id() + "]").isEmpty()) {
                wrong.add("no label: " + field.outerHtml());
            }
        }
    }

    /** Styles and scripts within an element, which no policy of ours allows. */
    private void checkPolicy() {
        for (Element element : document.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                if (attribute.getKey().equals("style") || attribute.getKey().startsWith("on")) {
                    wrong.add("forbidden by the policy: " + element.outerHtml());
                }
            }
        }
    }
}
