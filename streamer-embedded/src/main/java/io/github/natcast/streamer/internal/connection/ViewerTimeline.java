package io.github.natcast.streamer.internal.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The steps of one viewer's connection with their times, which show an operator where a failed connection stopped.
 * Thread-safe; marking a step again costs one volatile read.
 */
public final class ViewerTimeline {

    /** The steps in their usual order. Only the first occurrence of each is kept. */
    public enum Step {
        SOCKET_OPENED("WebSocket opened"),
        OFFER_RECEIVED("offer received"),
        ANSWER_SENT("answer sent"),
        FORWARDED("tunnel named the viewer's address"),
        FIRST_CHECK("first connectivity check arrived"),
        PATH_VALID("path valid"),
        CLIENT_HELLO("DTLS handshake begun"),
        SECURED("DTLS handshake finished"),
        FIRST_RTP_SENT("first RTP packet sent"),
        FIRST_REPORT("first RTCP report arrived"),
        FIRST_FRAME_SHOWN("first frame shown, says the viewer"),
        ICE_RESTARTED("ICE restarted by the viewer"),
        PATH_CHANGED("viewer's address changed"),
        DISCONNECTED("viewer silent"),
        ENDED("ended");

        private final String text;

        Step(String text) {
            this.text = text;
        }

        /** The stable spelling in JSON, such as {@code offer_received}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The step in words, for the operator. */
        public String text() {
            return text;
        }
    }

    /**
     * A step that was reached.
     *
     * @param sinceOffer the time since {@link Step#OFFER_RECEIVED}; negative before it
     * @param detail additional information; may be empty
     */
    public record Entry(Step step, Duration sinceOffer, String detail) {
        /** The time and the step, such as {@code 12 ms first connectivity check arrived}. */
        @Override
        public String toString() {
            return sinceOffer.toMillis() + " ms " + step.text + (detail.isEmpty() ? "" : " (" + detail + ")");
        }
    }

    private final LongSupplier nanoTime;
    private final long startNanos;
    private final List<Entry> entries = new ArrayList<>();

    /** Replaced, never changed. */
    private volatile Set<Step> marked = EnumSet.noneOf(Step.class);

    /** Starts a timeline now, with {@link Step#OFFER_RECEIVED}. */
    public ViewerTimeline(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        mark(Step.OFFER_RECEIVED);
    }

    /** Notes that the viewer's WebSocket had been open for this long when the offer came. Before {@link #entries}. */
    public void openedBefore(Duration age) {
        synchronized (entries) {
            entries.add(0, new Entry(Step.SOCKET_OPENED, age.negated(), ""));
        }
    }

    public void mark(Step step) {
        mark(step, "");
    }

    /** Records the step unless it was recorded before. */
    public void mark(Step step, String detail) {
        if (marked.contains(step)) {
            return;
        }
        long now = nanoTime.getAsLong();
        synchronized (entries) {
            Set<Step> more = EnumSet.copyOf(marked);
            if (more.add(step)) {
                entries.add(new Entry(step, Duration.ofNanos(now - startNanos), detail));
                marked = more;
            }
        }
    }

    /** When a step was reached, since the offer; empty while it was not. */
    public Optional<Duration> at(Step step) {
        return entries().stream()
                .filter(entry -> entry.step() == step)
                .map(Entry::sinceOffer)
                .findFirst();
    }

    /** The time since the offer. */
    public Duration age() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    /** The steps so far, in the order of their times. */
    public List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** The steps in one line: {@code 0 ms offer received, 12 ms …}. */
    @Override
    public String toString() {
        return String.join(", ", entries().stream().map(Entry::toString).toList());
    }
}
