package io.portallink.web;

import io.portallink.portal.InvalidRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses path parameters, as the firewall behind it does: but Spring takes the path apart before it asks the firewall, and takes
 * a parameter that it can't decode, such as {@code ;%zz}, for a bug.
 */
final class PathParametersFilter extends OncePerRequestFilter {

    private final ProblemAnswers answers;

    PathParametersFilter(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().indexOf(';') >= 0) {
            answers.write(malformedPath(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The refusal of a path that this filter or the firewall does not let through. */
    static InvalidRequest malformedPath() {
        return new InvalidRequest("path", "holds what no address here holds, such as ; // %2F %00 or half an escape");
    }
}
