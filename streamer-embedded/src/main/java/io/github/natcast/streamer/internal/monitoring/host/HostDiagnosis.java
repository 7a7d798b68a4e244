package io.github.natcast.streamer.internal.monitoring.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the samples of the host, one a second. A condition is told once when it begins and once when it has ended,
 * however its cause comes and goes meanwhile. Thread-safe.
 */
public final class HostDiagnosis {
    /** Samples that are compared: counters of a single second say little. */
    private static final int KEPT = 5;

    private final Deque<HostSample> samples = new ArrayDeque<>();
    private final Map<HostCondition, Persistence> states = new EnumMap<>(HostCondition.class);
    private final Map<HostCondition, String> sentences = new EnumMap<>(HostCondition.class);
    private final Map<HostCondition, Long> begun = new EnumMap<>(HostCondition.class);

    /**
     * Something for the log.
     *
     * @param began or ended
     * @param sentence what is so, and what to do; when it has ended, what is over
     */
    public record Change(HostCondition condition, boolean began, String sentence) {}

    public HostDiagnosis() {
        for (HostCondition condition : HostCondition.values()) {
            states.put(condition, new Persistence(condition));
        }
    }

    /** Takes the next sample; returns what began or ended with it. */
    public synchronized List<Change> observe(HostSample sample) {
        if (samples.size() == KEPT) {
            samples.removeFirst();
        }
        samples.addLast(sample);
        List<Change> changes = new ArrayList<>();
        states.forEach((condition, state) -> {
            Optional<String> bad = HostRules.judge(condition, samples.getFirst(), sample, state.isOn());
            bad.ifPresent(sentence -> sentences.put(condition, sentence));
            switch (state.take(bad.isPresent())) {
                case BEGAN -> {
                    begun.merge(condition, 1L, Long::sum);
                    changes.add(new Change(condition, true, sentences.getOrDefault(condition, "")));
                }
                case ENDED -> changes.add(new Change(condition, false, "it is over that " + over(condition)));
                case NONE -> {}
            }
        });
        return changes;
    }

    private String over(HostCondition condition) {
        String sentence = sentences.getOrDefault(condition, "");
        int advice = sentence.indexOf(". ");
        return advice < 0 ? sentence : sentence.substring(0, advice);
    }

    /** What is so now, each with what to do about it. */
    public synchronized List<String> reasons() {
        return states.entrySet().stream()
                .filter(state -> state.getValue().isOn())
                .map(state -> sentences.getOrDefault(state.getKey(), ""))
                .toList();
    }

    /** Whether the condition has begun, and not ended. */
    public synchronized boolean isOn(HostCondition condition) {
        Persistence state = states.get(condition);
        return state != null && state.isOn();
    }

    /** How often the condition began. */
    public synchronized long begun(HostCondition condition) {
        return begun.getOrDefault(condition, 0L);
    }

    /** The latest sample. */
    public synchronized Optional<HostSample> latest() {
        return Optional.ofNullable(samples.peekLast());
    }
}
