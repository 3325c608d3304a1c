package io.portallink.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes requests only under this machine's own names. Everybody knows the sandbox's key, and a page whose host name was made
 * to lead here would be of the same origin: no other header tells it from the sandbox's own.
 */
final class LoopbackHostFilter extends OncePerRequestFilter {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MISDIRECTED = 421;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            chain.doFilter(request, response);
            return;
        }
        byte[] words = "The sandbox answers as localhost only.\n".getBytes(StandardCharsets.US_ASCII);
        response.setStatus(MISDIRECTED);
        response.setContentType("text/plain");
        response.setContentLength(words.length);
        response.getOutputStream().write(words);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
