package io.github.natcast.sdp.diagnose;

import java.util.List;
import java.util.stream.Collectors;

/** Prints, for each whole set-up, what is expected of the doctor and what it finds. */
public final class DoctorTable {
    private DoctorTable() {}

    /** Takes no arguments; run in the folder of the module. */
    public static void main(String[] arguments) {
        List<DoctorCase> faults = DoctorCase.faults().toList();
        List<DoctorCase> good = DoctorCase.good().toList();
        row("set-up", "expected", "found");
        row("---", "---", "---");
        long named = faults.stream().filter(DoctorTable::print).count();
        long quiet = good.stream().filter(DoctorTable::print).count();
        System.out.printf(
                "%n%d of %d faults named, %d of %d good set-ups without an alarm%n",
                named, faults.size(), quiet, good.size());
    }

    /** Prints a row, and tells whether the errors and warnings are those expected. */
    private static boolean print(DoctorCase tested) {
        String expected = tested.expectations().stream()
                .map(text -> text.split(" @ ", 2)[0])
                .sorted()
                .collect(Collectors.joining(", "));
        List<Finding> findings = tested.examine();
        String found = codes(findings, false);
        String notes = codes(findings, true);
        row(tested.file().replace(".txt", ""), expected, notes.isEmpty() ? found : found + " (" + notes + ")");
        return found.equals(expected);
    }

    private static String codes(List<Finding> findings, boolean notes) {
        return findings.stream()
                .filter(finding -> (finding.severity() == Severity.INFO) == notes)
                .map(finding -> finding.code().wireCode())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void row(String setUp, String expected, String found) {
        System.out.println("| " + setUp + " | " + expected + " | " + found + " |");
    }
}
