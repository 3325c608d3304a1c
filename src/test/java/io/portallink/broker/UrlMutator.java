package io.portallink.broker;

import io.portallink.testkit.Mutator;

/** URLs put together of right parts and of the parts that open-redirect tricks are made of. */
final class UrlMutator {

    private final Mutator some;

    UrlMutator(Mutator some) {
        this.some = some;
    }

    /** What a platform might answer. */
    String url() {
        return scheme() + userInfo() + host() + port() + path() + query() + fragment();
    }

    /** What a tenant might register: right but for odd paths, queries and fragments. */
    String registered() {
        String host = some.of("dashboard.example", "DASHBOARD.example", "localhost:3000", "a-b.example:8443");
        String path =
                some.of("", "/", "/a//b/../c", "/a;x=y", "/%2f", "/\u00fc", "/\u65e5", "/a%20b", "/" + "a".repeat(500));
        return "https://" + host + path + query() + fragment();
    }

    private String scheme() {
        return rarely(
                some.of("https://", "https://", "https://", "http://", "HTTPS://"),
                "https:/",
                "https:",
                "https:///",
                "https:////",
                "https:\\\\",
                "https:/\\",
                "https:\t//",
                "ht\ntps://",
                "//",
                "/",
                "",
                " https://",
                "\0https://",
                "javascript://",
                "javascript:alert(1)//",
                "data:text/html,",
                "file://",
                "blob:https://",
                "ws://",
                "view-source:https://",
                "http\u017f://",
                "https:https://",
                "\ufeffhttps://");
    }

    private String userInfo() {
        return rarely(
                "",
                "user@",
                "@",
                ":@",
                "a:b@",
                "app.easypost.com@",
                "app.easypost.com:443@",
                "evil.example\\@",
                "evil.example#@",
                "evil.example?@",
                "evil.example/@",
                "%40@",
                "evil.example%2f@",
                "\\",
                "evil.example;@",
                "[::1]@",
                "a@b@",
                "evil.example\t@");
    }

    private String host() {
        return rarely(
                some.of("app.easypost.com", "app.easypost.com", "localhost:8080", "[::1]:9090", "APP.EasyPost.COM"),
                "app.easypost.com.",
                "app.easypost.com..",
                ".app.easypost.com",
                "app.easypost.com.evil.example",
                "evil-app.easypost.com",
                "evil.example",
                "x.app.easypost.com",
                "easypost.com",
                "app\uff0eeasypost.com",
                "app\u3002easypost\u3002com",
                "\u0430pp.easypost.com",
                "xn--pp-6kc.easypost.com",
                "app.easypost.com%2eevil.example",
                "app.easypost.com%00.evil.example",
                "%61pp.easypost.com",
                "ap\u00adp.easypost.com",
                "app.easypost.\u212aom",
                "app.easypost.com\\.evil.example",
                "app.easypost.com\t",
                "app_easypost.com",
                "127.0.0.1:8080",
                "2130706433:8080",
                "0x7f.1:8080",
                "[::ffff:127.0.0.1]:9090",
                "[0:0:0:0:0:0:0:1]:9090",
                "[::1%25lo]:9090",
                "localhost",
                "localhost:8081",
                "localhost.:8080",
                "",
                "app.easypost.com,evil.example",
                "app.easypost.com;evil.example",
                "app.easypost.com'evil.example",
                "app.easypost.com evil.example",
                "[app.easypost.com]",
                "\u24d0pp.easypost.com");
    }

    private String port() {
        return rarely(
                "",
                ":443",
                ":",
                ":80",
                ":8080",
                ":0443",
                ":00000000443",
                ":+443",
                ":-443",
                ":65979",
                ":4294967739",
                ":443evil.example",
                ":\uff14\uff14\uff13",
                ":443@evil.example",
                ":443:443",
                ":0x1bb",
                ":44\t3",
                ":99999999999999999999");
    }

    private String path() {
        return rarely(
                some.of("", "/", "/customer-portal/x", "/a//b/../c"),
                "//evil.example",
                "/\\evil.example",
                "\\@evil.example",
                "@evil.example",
                "/@evil.example",
                "/..//evil.example",
                "/%2f%2fevil.example",
                "/\tevil",
                "/\r\nSet-Cookie: a=b",
                "/;@evil.example",
                "/\u00fc",
                "/%zz",
                "/%",
                "/<>",
                "/%0d%0aX:%20y",
                ".evil.example");
    }

    private String query() {
        return rarely(
                some.of("", "?session_id=-a_B", "?token=a.b-c_d&x=%2F%2f&y=a+b&&flag&z=a=b=="),
                "?",
                "?&",
                "?&&",
                "?=",
                "?theme_id",
                "?theme_id=old&theme%5Fid=older&%74heme_id=oldest",
                "?state=x&stat%65&state=",
                "?portal_link=forged&portal%5flink=forged",
                "?reason=a&r%65ason=b&redirect_to=c",
                "?a=//evil.example/\\@",
                "?%00=%0a",
                "?a;state=b;reason=c",
                "?+state=x",
                "?a?state=b",
                "?\u00fc=\u65e5");
    }

    private String fragment() {
        return rarely(
                some.of("", "#frag", ""),
                "#",
                "#?state=x",
                "#/route?theme_id=x&state=y#",
                "#@evil.example",
                "#\u00fc",
                "#%00",
                "#&state=x");
    }

    private String rarely(String usual, String... odd) {
        return some.oneIn(8) ? some.of(odd) : usual;
    }
}
