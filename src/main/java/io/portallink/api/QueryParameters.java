package io.portallink.api;

import io.portallink.portal.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that the called method does not declare as {@link RequestParam}, and one that is repeated or can't be
 * decoded. It reads the query itself: the request's own parameters include those of a form in the body.
 */
final class QueryParameters implements HandlerInterceptor {

    private static final int MAX_PAIRS = 20;
    private static final Pattern PAIR_END = Pattern.compile("&");
    private static final String UNREADABLE = "\uFFFD"; // what the decoder makes of bytes that are no UTF-8
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.$:@\\[\\]-]{1,64}");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
            check(request.getQueryString(), declared(method));
        }
        return true;
    }

    static Set<String> declared(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestParam.class))
                .filter(Objects::nonNull)
                .map(RequestParam::name)
                .collect(Collectors.toSet());
    }

    /** @throws InvalidRequest naming what is wrong in the first pairs of the query */
    static void check(String query, Set<String> known) {
        Fields fields = new Fields();
        Set<String> seen = new HashSet<>();
        PAIR_END.splitAsStream(query)
                .filter(pair -> !pair.isEmpty())
                .limit(MAX_PAIRS)
                .map(pair -> List.of(pair.split("=", 2)))
                .forEach(pair -> check(pair, known, seen, fields));
        fields.throwIfWrong();
    }

    private static void check(List<String> pair, Set<String> known, Set<String> seen, Fields fields) {
        Optional<String> name =
                decoded(pair.getFirst()).filter(text -> NAME.matcher(text).matches());
        if (name.isEmpty()) {
            fields.wrong("query", "holds a parameter that is not known");
        } else if (!known.contains(name.get())) {
            fields.wrong(name.get(), "is not known");
        } else if (!seen.add(name.get())) {
            fields.wrong(name.get(), "is duplicated");
        } else if (decoded(pair.getLast()).isEmpty()) {
            fields.wrong(name.get(), "is not percent-encoded UTF-8");
        }
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8)).filter(it -> !it.contains(UNREADABLE));
        } catch (IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }
}
