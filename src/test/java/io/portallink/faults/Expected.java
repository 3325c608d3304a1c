package io.portallink.faults;

import io.portallink.portal.Problem;

/**
 * What the contract says that a caller gets.
 *
 * @param status of the problem; 0: the portal opens
 * @param code of the problem, or empty
 * @param least the smallest {@code Retry-After} that is right, 0 and {@code most} 0 for none at all
 * @param mint which of the platform's answers is handed out, where the portal opens
 */
record Expected(int status, String code, int least, int most, int mint) {

    static Expected opened(int mint) {
        return new Expected(0, "", 0, 0, mint);
    }

    static Expected problem(Problem problem) {
        return new Expected(problem.status(), problem.code(), 0, 0, 0);
    }

    static Expected problem(Problem problem, int retryAfter) {
        return problem(problem, retryAfter, retryAfter);
    }

    static Expected problem(Problem problem, int least, int most) {
        return new Expected(problem.status(), problem.code(), least, most, 0);
    }

    /** The page that a second redemption gets. */
    static Expected busy() {
        return new Expected(409, "", 2, 2, 0);
    }

    boolean opens() {
        return status == 0;
    }
}
