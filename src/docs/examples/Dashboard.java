import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A dashboard that opens portals through the broker, with nothing but the JDK. */
class Dashboard {

    static final String BROKER = env("BROKER_URL", "http://localhost:8080");
    static final String API_KEY = env("BROKER_API_KEY", "demo-key");
    static final int PORT = Integer.parseInt(env("PORT", "3000"));
    static final String HOME = "http://localhost:" + PORT;
    static final String MERCHANT = env("MERCHANT", "m_easypost"); // yours: the merchant of the user who is signed in
    static final List<String> PAGES = List.of("billing", "carriers", "onboarding");
    static final Duration PATIENCE = Duration.ofSeconds(3); // how long a person is kept waiting for another try
    static final List<Integer> TRY_AGAIN = List.of(409, 429, 503);

    static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    static final SecureRandom RANDOM = new SecureRandom();
    // yours: the dashboard's own sessions; here by cookie, and in each the link of a state
    static final Map<String, Map<String, String>> SESSIONS = new ConcurrentHashMap<>();

    record Answer(int status, String body, int retryAfter) {

        /** A text field of the JSON. Any JSON library does it better; the JDK has none. */
        Optional<String> field(String name) {
            Matcher field = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(body);
            return field.find() ? Optional.of(field.group(1)) : Optional.empty();
        }

        /** Of an error, {@link #call} keeps the body of the broker's problems only. */
        boolean isOfProxy() {
            return status >= 500 && body.isEmpty();
        }
    }

    record Page(int status, String text, Map<String, String> headers) {}

    /** One call to the broker. */
    static Answer call(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BROKER + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        int wait = response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(1);
        // the broker's errors are problems; any other is a proxy's on the way, whatever its body says
        boolean ofBroker = response.statusCode() < 400
                || response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        return new Answer(response.statusCode(), ofBroker ? response.body() : "", wait);
    }

    /** Tries again where that helps and a person would wait; the key makes sure that there is one link. */
    static Answer createLink(String body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        Instant end = Instant.now().plus(PATIENCE);
        int proxyFailures = 0;
        while (true) {
            Answer answer;
            try {
                answer = call("POST", "/v1/portal-links", body, "Idempotency-Key", key);
            } catch (IOException e) { // no answer: made or not, the key will tell
                answer = new Answer(503, "{\"code\": \"no-answer\"}", 1);
            }
            Duration wait = Duration.ofSeconds(answer.retryAfter());
            boolean again = answer.isOfProxy()
                    ? ++proxyFailures == 1 && wait.compareTo(PATIENCE) <= 0 // once, however long it took to fail
                    : TRY_AGAIN.contains(answer.status())
                            && !Instant.now().plus(wait).isAfter(end);
            if (!again) {
                return answer;
            }
            Thread.sleep(wait);
        }
    }

    static Page open(Map<String, String> session, Map<String, String> query) throws InterruptedException {
        String state = random();
        String page = query.getOrDefault("page", "");
        // none of these has a character that JSON would need escaped
        Answer answer = createLink("""
                {%s"merchant_id": "%s", "state": "%s", "return_url": "%s", "refresh_url": "%s"}"""
                .formatted(
                        PAGES.contains(page) ? "\"page\": \"" + page + "\", " : "",
                        MERCHANT,
                        state,
                        HOME + "/shipping",
                        HOME + "/shipping/open"));
        Optional<String> url = answer.field("url");
        if (answer.status() / 100 == 2 && url.isPresent()) {
            session.put(state, answer.field("id").orElseThrow());
            return new Page(302, "", Map.of("Location", url.get()));
        }
        if (TRY_AGAIN.contains(answer.status())) {
            String wait = String.valueOf(answer.retryAfter());
            return new Page(503, "Please try again in " + wait + " s.", Map.of("Retry-After", wait));
        }
        String code = answer.field("code").orElse("a proxy's answer");
        System.err.printf("no link: %d %s %s%n", answer.status(), code, answer.field("request_id").orElse(""));
        return new Page(502, "The portal can't be opened just now. Please tell our support.", Map.of());
    }

    static Page comeBack(Map<String, String> session, Map<String, String> query)
            throws IOException, InterruptedException {
        String link = session.get(query.getOrDefault("state", ""));
        if (link == null || !link.equals(query.get("portal_link"))) {
            return new Page(403, "This return is not of your session.", Map.of());
        }
        String status = call("GET", "/v1/portal-links/" + link, "").field("status").orElse("unknown");
        return new Page(200, "Welcome back. The link is " + status + ": what was done, nobody says.", Map.of());
    }

    static Page page(String path, Map<String, String> session, Map<String, String> query)
            throws IOException, InterruptedException {
        return switch (path) {
            case "/" -> new Page(
                    200,
                    PAGES.stream()
                            .map(page -> "<a href=\"/shipping/open?page=%s\">%s</a>".formatted(page, page))
                            .collect(Collectors.joining(" · ")),
                    Map.of());
            case "/shipping/open" -> open(session, query);
            case "/shipping" -> comeBack(session, query);
            default -> new Page(404, "Not found", Map.of());
        };
    }

    static void handle(HttpExchange exchange) throws IOException {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        String sid = Arrays.stream(cookie == null ? new String[0] : cookie.split("; "))
                .filter(pair -> pair.startsWith("sid=") && SESSIONS.containsKey(pair.substring(4)))
                .map(pair -> pair.substring(4))
                .findFirst()
                .orElseGet(Dashboard::random);
        Map<String, String> session = SESSIONS.computeIfAbsent(sid, ignored -> new ConcurrentHashMap<>());
        Page page;
        try {
            page = page(exchange.getRequestURI().getPath(), session, query(exchange.getRequestURI()));
        } catch (IOException | InterruptedException e) {
            page = new Page(500, "Something went wrong.", Map.of());
        }
        page.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        // yours: Secure, too, since the dashboard has https; Lax, so that it comes along on a return
        exchange.getResponseHeaders().set("Set-Cookie", "sid=" + sid + "; HttpOnly; SameSite=Lax; Path=/");
        byte[] body = ("<!doctype html><title>Dashboard</title><p>" + page.text()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(page.status(), body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /** {@code state} and {@code portal_link} need no decoding: the one is made here, the other has plain characters. */
    static Map<String, String> query(URI uri) {
        return Arrays.stream(Optional.ofNullable(uri.getQuery()).orElse("").split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> first));
    }

    static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String env(String name, String fallback) {
        return System.getenv().getOrDefault(name, fallback);
    }

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", PORT), 0);
        server.createContext("/", Dashboard::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }
}
