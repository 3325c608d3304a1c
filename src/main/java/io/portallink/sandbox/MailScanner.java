package io.portallink.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches a link before the merchant does: as a scanner of mail, as a chat's preview, as a browser that reads ahead. */
class MailScanner {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern HEADING = Pattern.compile("<h1[^>]*>([^<]*)</h1>");
    private static final List<Visit> VISITS = List.of(
            new Visit("A mail scanner asks whether it is there", "HEAD", Map.of()),
            new Visit("A mail scanner reads it", "GET", Map.of()),
            new Visit("A browser reads ahead", "GET", Map.of("Sec-Purpose", "prefetch")));

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param url of the broker's own launch, as the broker answered it */
    List<Scan> scan(String url) throws IOException, InterruptedException {
        List<Scan> scans = new ArrayList<>();
        for (Visit visit : VISITS) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .method(visit.method(), HttpRequest.BodyPublishers.noBody());
            visit.headers().forEach(request::header);
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            scans.add(new Scan(visit.who(), visit.said(), answer.statusCode(), seen(answer)));
        }
        return List.copyOf(scans);
    }

    private static String seen(HttpResponse<String> answer) {
        if (answer.headers().firstValue("Location").isPresent()) {
            return "a redirect: the link is burnt";
        }
        Matcher heading = HEADING.matcher(answer.body());
        return heading.find() ? "a page: “" + heading.group(1).strip() + "”" : "nothing to read";
    }

    private record Visit(String who, String method, Map<String, String> headers) {

        /** As the dashboard shows it; without the address, which is a secret. */
        String said() {
            StringBuilder text = new StringBuilder(method).append(" /launch/••••");
            headers.forEach(
                    (name, value) -> text.append('\n').append(name).append(": ").append(value));
            return text.toString();
        }
    }

    /** What one of them did, and got. */
    record Scan(String who, String request, int status, String seen) {}
}
