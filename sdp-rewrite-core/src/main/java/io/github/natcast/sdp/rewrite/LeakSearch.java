package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.AddressFinder;
import io.github.natcast.sdp.internal.CandidateSyntax;
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
        int field = step == null ? -1 : field(step, line);
        boolean candidate = isCandidate(line);
        int most = found.size() + PrivateLeft.MOST_OF_A_LINE;
        AddressFinder finder = new AddressFinder(line);
        while (found.size() < most && finder.next()) {
            IpAddress address = IpAddress.ofBits(
                    finder.isIpv6() ? AddressFamily.IPV6 : AddressFamily.IPV4, finder.highBits(), finder.lowBits());
            AddressScope scope = AddressScope.ofOrNull(address);
            if (scope == null || plan.policy().rules().isPublic(address.unmapped())) {
                continue;
            }
            boolean isField = finder.start() == field;
            boolean says = scope == AddressScope.UNSPECIFIED
                    ? isField && candidate
                    : !isField || kind != LineKind.ORIGIN || scope != AddressScope.LOOPBACK;
            if (says) {
                String written = line.substring(finder.start(), finder.end());
                Reason reason = reason(step, isRelated(line, finder.start()), isField);
                found.add(new PrivateLeft(number, line, written, scope, reason));
            }
        }
    }

    private static boolean isRelated(String line, int address) {
        int end = address;
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return end < address && line.startsWith(" raddr", end - " raddr".length());
    }

    /** Where the line's own address stands in the line that the peer sees; -1 when that is another one, or none. */
    private static int field(Step step, String after) {
        if (step.kind() == Decision.Kind.ADDED) {
            return addedField(after);
        }
        if (!(step.line() instanceof AddressLine own) || own.addressStart < 0) {
            return -1;
        }
        int place = own.addressStart - own.start;
        for (Step.Edit edit : step.edits()) {
            if (edit.to() <= own.addressStart) {
                place += edit.with().length() - (edit.to() - edit.from());
            } else if (edit.from() < own.addressEnd) {
                return -1;
            }
        }
        return place;
    }

    private static int addedField(String added) {
        if (!isCandidate(added)) {
            return added.lastIndexOf(' ') + 1;
        }
        CandidateSyntax candidate = new CandidateSyntax(added);
        return candidate.read(added.indexOf(':') + 1, added.length()) == null ? candidate.addressStart : -1;
    }

    private static boolean isCandidate(String line) {
        return line.contains("candidate:");
    }

    private static Reason reason(@Nullable Step step, boolean related, boolean field) {
        if (related) {
            return Reason.RELATED_ADDRESS_KEPT;
        }
        if (step == null) {
            return Reason.NOT_AN_ADDRESS_FIELD;
        }
        if (step.kind() == Decision.Kind.ADDED) {
            return field ? step.reason() : Reason.NOT_AN_ADDRESS_FIELD;
        }
        return switch (step.line().kind) {
            case REMOTE_CANDIDATES -> Reason.REMOTE_CANDIDATES;
            case SOURCE_FILTER -> field ? step.reason() : Reason.SOURCE_FILTER;
            case FOREIGN -> Reason.MALFORMED;
            case CANDIDATE -> {
                Reason verdict = ((CandidateLine) step.line()).verdict.reason();
                // APPEND leaves the local address beside the public one.
                Reason stays = verdict == Reason.ADDRESS_REPLACED ? Reason.KEPT_BY_RULE : verdict;
                yield field ? stays : malformedOr(step);
            }
            default -> field ? step.reason() : malformedOr(step);
        };
    }

    private static Reason malformedOr(Step step) {
        return step.reason() == Reason.MALFORMED ? Reason.MALFORMED : Reason.NOT_AN_ADDRESS_FIELD;
    }
}
