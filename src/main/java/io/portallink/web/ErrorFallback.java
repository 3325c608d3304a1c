package io.portallink.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what failed before it reached any controller. */
@Controller
final class ErrorFallback implements ErrorController {

    private final ErrorAdvice advice;

    ErrorFallback(ErrorAdvice advice) {
        this.advice = advice;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        advice.write(MalformedRequests.problem(status, request.getRequestURI()), request, response);
    }
}
