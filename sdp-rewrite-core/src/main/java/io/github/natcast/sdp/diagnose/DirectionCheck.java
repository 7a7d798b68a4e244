package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.List;
import java.util.Map;

/** Who sends: the directions that an answer may have, given the offer's (RFC 3264 §6.1). */
final class DirectionCheck implements Check {
    private static final List<String> DIRECTIONS = List.of("sendrecv", "sendonly", "recvonly", "inactive");
    private static final Map<String, List<String>> ANSWERS = Map.of(
            "sendrecv", DIRECTIONS,
            "sendonly", List.of("recvonly", "inactive"),
            "recvonly", List.of("sendonly", "inactive"),
            "inactive", List.of("inactive"));

    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        context.answer().ifPresent(answer -> {
            for (MediaSection answered : answer.acceptedRtpSections()) {
                context.offered(answered).ifPresent(offered -> compare(direction(offered), answered, answer, findings));
            }
        });
    }

    private static void compare(String offered, MediaSection section, ParsedDescription answer, Findings findings) {
        String answered = direction(section);
        List<String> possible = ANSWERS.getOrDefault(offered, DIRECTIONS);
        if (!possible.contains(answered)) {
            findings.add(
                    FindingCode.DIRECTION_MISMATCH,
                    answer,
                    answer.lineOf(section, answered),
                    offered,
                    answered,
                    possible);
        }
    }

    /** RFC 8866 §6.7: {@code sendrecv} when nothing is said. */
    private static String direction(MediaSection section) {
        return DIRECTIONS.stream()
                .filter(section::hasAttribute)
                .findFirst()
                .orElseGet(() -> DIRECTIONS.stream()
                        .filter(name -> section.attributeOrSession(name).isPresent())
                        .findFirst()
                        .orElse("sendrecv"));
    }
}
