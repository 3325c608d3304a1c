package io.portallink.testkit;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * One corpus of URLs that parsers disagree about, written around a good URL; for every place where a URL comes in. In the
 * templates {@code HOST} stands for its host and {@code REST} for its path.
 */
public final class UrlConfusions {

    /** No browser may be sent to these, and no configuration may hold them. */
    private static final List<String> MALFORMED = List.of(
            "https://HOST@evil.example/REST",
            "https://HOST:443@evil.example/REST",
            "https://evil.example@HOST/REST",
            "https://user:password@HOST/REST",
            "https://@HOST/REST",
            "https://HOST%40evil.example/REST",
            "https://HOST\\@evil.example/REST",
            "https://evil.example\\@HOST/REST",
            "https://HOST\\.evil.example/REST",
            "https:\\\\HOST/REST",
            "https:/\\HOST/REST",
            "https:\\/HOST/REST",
            "\\\\HOST/REST",
            "/\\HOST/REST",
            "\\/HOST/REST",
            "//HOST/REST",
            "///HOST/REST",
            "////HOST/REST",
            "HOST/REST",
            "/REST",
            "https:HOST/REST",
            "https:/HOST/REST",
            "https:///HOST/REST",
            "https://",
            "https://?HOST/REST",
            "https://#HOST/REST",
            "https://%2fHOST/REST",
            "https:%2f%2fHOST/REST",
            "https%3a//HOST/REST",
            "https://HOST%2fREST",
            "https://HOST%2eevil.example/REST",
            "https://HOST%00.evil.example/REST",
            "https://HOST%09/REST",
            " https://HOST/REST",
            "https://HOST/REST ",
            "\thttps://HOST/REST",
            "https://HOST/REST\n",
            "\u0000https://HOST/REST",
            "https://HOST/REST\u0000",
            "\u0001https://HOST/REST",
            "\u00a0https://HOST/REST",
            "\ufeffhttps://HOST/REST",
            "https://HOST/REST\u2028",
            "https://HOST/REST\u0085",
            "ht\ntps://HOST/REST",
            "https:/\t/HOST/REST",
            "https://HOST\t.evil.example/REST",
            "https://HO\nST/REST",
            "https://HOST/\tREST",
            "https://HOST/\r\nSet-Cookie: evil=1",
            "https://HOST /REST",
            "https://HOST\u3002evil.example/REST",
            "https://HOST\uff0eevil.example/REST",
            "https://HOST\uff61evil.example/REST",
            "https://HOST\uff0fREST",
            "https://HOST\u2215.evil.example/REST",
            "https://HOST\u00ad/REST",
            "https://HOST\u200b/REST",
            "https://HOST\u2044evil.example/REST",
            "https://\u0435vil.HOST/REST",
            "https://\uff45vil.example/REST",
            "https://HOST/REST/\u4e2d",
            "http://HOST/REST",
            "javascript:alert(1)//HOST/REST",
            "javascript://HOST/REST%0aalert(1)",
            "java\nscript:alert(1)",
            " javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,HOST",
            "vbscript:HOST",
            "blob:https://HOST/REST",
            "view-source:https://HOST/REST",
            "file://HOST/REST",
            "ftp://HOST/REST",
            "about:blank",
            "http://2130706433/REST",
            "http://0x7f000001/REST",
            "http://0177.0.0.1/REST",
            "http://127.1/REST",
            "http://0/REST",
            "http://0.0.0.0/REST",
            "http://[::]/REST",
            "http://[::ffff:127.0.0.1]/REST",
            "http://[fe80::1%25eth0]/REST",
            "http://localhost./REST",
            "http://localhost.evil.example/REST",
            "http://127.0.0.1.evil.example/REST",
            "https://[HOST]/REST",
            "https://[::1/REST",
            "https://HOST:-1/REST",
            "https://HOST:4 43/REST",
            "https://HOST:443:80/REST",
            "https://HOST:\uff14\uff14\uff13/REST");

    /** Well-formed, and somewhere else. */
    private static final List<String> ELSEWHERE = List.of(
            "https://evil.example/REST",
            "https://evil.example/https://HOST/REST",
            "https://evil.example?https://HOST/REST",
            "https://evil.example?a?HOST/REST",
            "https://evil.example#HOST/REST",
            "https://evil.example/REST?@HOST",
            "https://evil.example/;HOST/REST",
            "https://HOST.evil.example/REST",
            "https://HOSTevil.example/REST",
            "https://evilHOST/REST",
            "https://evil-HOST/REST",
            "https://evil.HOST/REST",
            "https://HOST./REST",
            "https://HOST.:443/REST",
            "https://xn--vil-8oa.example/REST",
            "https://xn--HOST/REST",
            "https://HOST:80/REST",
            "https://HOST:8443/REST",
            "https://HOST:0/REST",
            "https://HOST:65979/REST",
            "https://2130706433/REST",
            "https://127.0.0.1/REST",
            "https://[::1]/REST",
            "https://localhost/REST",
            "http://localhost/REST",
            "http://127.0.0.1:443/REST",
            "http://[::1]:443/REST");

    /** Other characters, same place: harmless to a browser, but not what was registered. */
    private static final List<String> SAME_PLACE = List.of(
            "HTTPS://HOST/REST",
            "hTTps://HOST/REST",
            "https://HOST:443/REST",
            "https://HOST:/REST",
            "https://HOST/REST?",
            "https://HOST/REST#",
            "https://HOST/REST?a#b?c",
            "https://HOST/REST??a",
            "https://HOST/REST?a?b=/?c",
            "https://HOST/REST#https://evil.example/",
            "https://HOST/REST/",
            "https://HOST//REST",
            "https://HOST/./REST",
            "https://HOST/x/../REST",
            "https://HOST/REST;x=y",
            "https://HOST/%2e%2e/REST",
            "https://HOST/REST%00",
            "https://HOST/REST%0d%0aSet-Cookie:%20evil=1",
            "https://HOST/%2f%2fevil.example/REST",
            "https://HOST/%5cevil.example/REST");

    private UrlConfusions() {}

    public static Stream<String> malformed(String good) {
        return MALFORMED.stream().map(template -> around(good, template));
    }

    public static Stream<String> elsewhere(String good) {
        return ELSEWHERE.stream().map(template -> around(good, template));
    }

    public static Stream<String> samePlace(String good) {
        return Stream.concat(
                SAME_PLACE.stream().map(template -> around(good, template)),
                Stream.of(good.replace(
                        URI.create(good).getHost(), upper(URI.create(good).getHost()))));
    }

    private static String around(String good, String template) {
        URI uri = URI.create(good);
        return template.replace("HOST", uri.getHost())
                .replace("REST", uri.getRawPath().substring(1));
    }

    private static String upper(String host) {
        return Character.toUpperCase(host.charAt(0)) + host.substring(1);
    }
}
