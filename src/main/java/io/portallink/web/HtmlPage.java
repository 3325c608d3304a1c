package io.portallink.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page in plain words: what it is about, a few sentences, the next step.
 *
 * @param site whose page it is, in the merchant's eyes; {@code null}: nobody's in particular
 * @param button the label of a button that posts to the page's own address
 * @param link where the next step leads, in place of a button
 * @param linkLabel that link's label
 * @param reloadSeconds after which the page loads itself anew
 * @param reference whether the request's id is shown: for a page that says what failed, and has its line in the log
 */
public record HtmlPage(
        @Nullable String site,
        String heading,
        List<String> sentences,
        @Nullable String button,
        @Nullable String link,
        @Nullable String linkLabel,
        @Nullable Integer reloadSeconds,
        boolean reference) {

    public static HtmlPage of(@Nullable String site, String heading, String... sentences) {
        return new HtmlPage(site, heading, List.of(sentences), null, null, null, null, false);
    }

    public HtmlPage withButton(String label) {
        return new HtmlPage(site, heading, sentences, label, link, linkLabel, reloadSeconds, reference);
    }

    public HtmlPage withLink(String url, String label) {
        return new HtmlPage(site, heading, sentences, button, url, label, reloadSeconds, reference);
    }

    public HtmlPage reloadingAfter(int seconds) {
        return new HtmlPage(site, heading, sentences, button, link, linkLabel, seconds, reference);
    }

    public HtmlPage withReference() {
        return new HtmlPage(site, heading, sentences, button, link, linkLabel, reloadSeconds, true);
    }
}
