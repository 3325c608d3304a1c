package io.portallink.api;

import io.portallink.api.ImportView.LineWarning;
import io.portallink.broker.Accounts;
import io.portallink.broker.Accounts.Registration;
import io.portallink.portal.TenantId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * One import under way. Lines are gathered before they are stored together: so no transaction is open while the caller is slow
 * in sending, and never more than one group is held.
 */
final class ImportRun {

    /** Enough to make a commit cheap, and so few that whoever waits for one of their rows waits well below 3 s. */
    private static final int GROUP = 50;

    private final Accounts accounts;
    private final TenantId tenant;
    private final List<Registration> group = new ArrayList<>();
    private final List<ImportView.LineError> errors = new ArrayList<>();
    private final List<LineWarning> warnings = new ArrayList<>();
    private final Map<String, Integer> warned = new HashMap<>();
    private final ImportedAccounts seen = new ImportedAccounts();
    private int accepted;
    private int refused;

    ImportRun(Accounts accounts, TenantId tenant) {
        this.accounts = accounts;
        this.tenant = tenant;
    }

    /** Whatever ends the reading, the good lines before are kept; only a store that fails loses a group. */
    ImportView run(ImportLines lines) throws IOException {
        try {
            for (ImportLine line = lines.next(); line != null; line = lines.next()) {
                take(line);
            }
        } finally {
            store();
        }
        return new ImportView(accepted, refused, List.copyOf(errors), List.copyOf(warnings));
    }

    private void take(ImportLine line) {
        switch (line) {
            case ImportLine.Good good -> {
                check(good);
                group.add(good.registration());
                if (group.size() == GROUP) {
                    store();
                }
            }
            case ImportLine.Bad bad -> {
                refused++;
                if (errors.size() < ImportView.MAX_ERRORS) {
                    errors.add(ImportView.LineError.of(bad));
                }
            }
        }
    }

    private void check(ImportLine.Good line) {
        check(line, ImportNumberFormat::matches, LineWarning::numberFormat);
        check(line, ImportPlaceholder::matches, LineWarning::placeholder);
        seen.replaced(line).ifPresentOrElse(earlier -> warn(LineWarning.replaces(line, earlier)), () -> accepted++);
    }

    private void check(
            ImportLine.Good line,
            Predicate<String> look,
            BiFunction<ImportLine.Good, List<String>, LineWarning> warning) {
        List<String> fields = new ArrayList<>();
        if (look.test(line.registration().merchant().value())) {
            fields.add("merchant_id");
        }
        if (look.test(line.registration().account().value())) {
            fields.add("account");
        }
        if (!fields.isEmpty()) {
            warn(warning.apply(line, fields));
        }
    }

    private void warn(LineWarning warning) {
        if (warned.merge(warning.code(), 1, Integer::sum) <= ImportView.MAX_WARNINGS) {
            warnings.add(warning);
        }
    }

    private void store() {
        List<Registration> next = List.copyOf(group);
        group.clear();
        if (!next.isEmpty()) {
            accounts.putAll(tenant, next);
        }
    }
}
