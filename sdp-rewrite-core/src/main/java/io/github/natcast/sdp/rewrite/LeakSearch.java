package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.AddressFinder;
import io.github.natcast.sdp.internal.LineCursor;
import io.github.natcast.sdp.internal.LineKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the private addresses that a planned text still tells, on whatever line. Confined to one search. */
final class LeakSearch {
    private final Plan plan;
    private final String text;
    private final List<PrivateLeft> found = new ArrayList<>();
    private int number;

    LeakSearch(Plan plan) {
        this.plan = plan;
        this.text = plan.text();
    }

    List<PrivateLeft> search() {
        LineCursor cursor = new LineCursor(text);
        List<Step> steps = plan.steps();
        int next = 0;
        while (cursor.advance()) {
            while (next < steps.size() && steps.get(next).number() < cursor.number()) {
                look(steps.get(next).after(text), steps.get(next++));
            }
            Step own = null;
            if (next < steps.size()
                    && steps.get(next).number() == cursor.number()
                    && steps.get(next).kind() != Decision.Kind.ADDED) {
                own = steps.get(next++);
            }
            if (own == null || own.kind() != Decision.Kind.DROPPED) {
                look(own == null ? text.substring(cursor.contentStart(), cursor.end()) : own.after(text), own);
            }
        }
        while (next < steps.size()) {
            look(steps.get(next).after(text), steps.get(next++));
        }
        return found;
    }

    private void look(String line, @Nullable Step step) {
        number++;
        LineKind kind = step == null ? LineKind.OTHER : step.line().kind;
        AddressFinder finder = new AddressFinder(line);
        while (finder.next()) {
            IpAddress address = IpAddress.ofBits(
                    finder.isIpv6() ? AddressFamily.IPV6 : AddressFamily.IPV4, finder.highBits(), finder.lowBits());
            AddressScope scope = AddressScope.ofOrNull(address);
            if (scope == null || plan.policy().rules().isPublic(address.unmapped())) {
                continue;
            }
            String before = line.substring(0, finder.start()).stripTrailing();
            boolean related = before.endsWith(" raddr");
            boolean field = step != null
                    && !related
                    && step.line() instanceof AddressLine own
                    && own.ip != null
                    && own.ip.equals(address);
            boolean says = scope == AddressScope.UNSPECIFIED
                    ? kind == LineKind.CANDIDATE && field
                    : kind != LineKind.ORIGIN || scope != AddressScope.LOOPBACK;
            if (says) {
                found.add(new PrivateLeft(
                        number,
                        line,
                        line.substring(finder.start(), finder.end()),
                        scope,
                        reason(step, related, field)));
            }
        }
    }

    private static Reason reason(@Nullable Step step, boolean related, boolean field) {
        if (related) {
            return Reason.RELATED_ADDRESS_KEPT;
        }
        if (step == null) {
            return Reason.NOT_AN_ADDRESS_FIELD;
        }
        return switch (step.line().kind) {
            case REMOTE_CANDIDATES -> Reason.REMOTE_CANDIDATES;
            case SOURCE_FILTER -> field ? step.reason() : Reason.SOURCE_FILTER;
            case FOREIGN -> Reason.MALFORMED;
            case CANDIDATE -> {
                Verdict verdict = ((CandidateLine) step.line()).verdict;
                yield !field ? malformedOr(step) : verdict.maps() ? step.reason() : verdict.reason();
            }
            default -> field ? step.reason() : malformedOr(step);
        };
    }

    private static Reason malformedOr(Step step) {
        return step.reason() == Reason.MALFORMED ? Reason.MALFORMED : Reason.NOT_AN_ADDRESS_FIELD;
    }
}
