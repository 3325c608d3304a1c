package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.packaged.Replica.Answer;
import java.util.List;

/** One ticket, and the answers that all clients got who followed it at the same moment. */
record Race(Ticket ticket, List<Answer> answers) {

    /** The count of redirects; all other answers have to be refusals, or lost with a killed process. */
    long redirects() {
        assertThat(answers).as("%s", this).allMatch(this::isAllowed);
        return count(302);
    }

    long count(int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    /** Whether a process was killed that a client waited for. */
    boolean isTouchedByKill() {
        return answers.stream().anyMatch(answer -> answer.killed() && answer.isLost());
    }

    private boolean isAllowed(Answer answer) {
        return switch (answer.status()) {
            case 302 -> Mints.isOf(ticket.account(), answer.location());
            case 409, 410 -> true;
            default -> answer.isLost();
        };
    }

    /** The ticket of a link that a replica acknowledged; the account is that link's own and tells its mints from others. */
    record Ticket(int round, String account, String link, String path) {}
}
