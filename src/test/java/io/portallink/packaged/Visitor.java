package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A person's browser without script and style: follows links, redirects and forms of one host, and keeps its cookies. */
final class Visitor {

    private static final int MAX_REDIRECTS = 5;

    private final Http http;
    private final String base;
    private final Map<String, String> cookies = new HashMap<>();
    private Document page = Document.createShell("");
    private String path = "";
    private int status;

    Visitor(BrokerProcess broker) {
        http = broker.http();
        base = "http://localhost:" + broker.port();
    }

    Document page() {
        return page;
    }

    /** Of the page, with its query. */
    String path() {
        return path;
    }

    int status() {
        return status;
    }

    String heading() {
        return page.select("h1").text();
    }

    /** As if the address had been typed. */
    void type(String address) {
        go("GET", address, "", "none");
    }

    void follow(String link) {
        go("GET", first(link).attr("href"), "", "same-origin");
    }

    void press(String button) {
        press(first(button));
    }

    void press(Element button) {
        FormElement form = (FormElement) button.closest("form");
        assertThat(form).as("a form around " + button).isNotNull();
        Map<String, String> fields =
                form.formData().stream().collect(Collectors.toMap(field -> field.key(), field -> field.value()));
        if (button.hasAttr("name")) {
            fields.put(button.attr("name"), button.val());
        }
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        go("POST", form.hasAttr("action") ? form.attr("action") : path, body, "same-origin");
    }

    private Element first(String css) {
        Element element = page.selectFirst(css);
        assertThat(element).as(css + " in " + page).isNotNull();
        return element;
    }

    private void go(String method, String address, String body, String site) {
        HttpResponse<String> answer = send(method, target(address), body, site);
        for (int i = 0; i < MAX_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
            answer = send("GET", target(answer.headers().firstValue("Location").orElseThrow()), "", site);
        }
        status = answer.statusCode();
        page = Jsoup.parse(answer.body());
    }

    private HttpResponse<String> send(String method, String target, String body, String site) {
        path = target;
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        headers.put("Sec-Fetch-Site", site);
        if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpResponse<String> answer = http.send(method, target, headers, body);
        answer.headers().allValues("Set-Cookie").stream()
                .flatMap(cookie -> HttpCookie.parse(cookie).stream())
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return answer;
    }

    /** Path and query; any other host is a mistake. */
    private String target(String address) {
        String target = address.startsWith(base) ? address.substring(base.length()) : address;
        assertThat(target).startsWith("/");
        URI uri = URI.create(target);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
