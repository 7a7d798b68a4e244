package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublicationState;
import io.github.natcast.streamer.publish.PublicationStats;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A publication as its program sees it: it keeps what {@link Publishing} tells, and tells the event log. Thread-safe;
 * the control loop alone writes.
 */
public final class OpenPublication implements Publication {
    private final URI target;
    private final String channel;
    private final int number;
    private final Consumer<StreamerEvent> events;
    private final Consumer<OpenPublication> onClosed;
    private final Publishing publishing;
    private volatile Status status = new Status(PublicationState.CONNECTING, Optional.empty());
    private volatile Counts counts = new Counts(0, 0, 0);
    private volatile PublicationTraffic before = PublicationTraffic.none();
    private volatile Optional<PublicationSession> session = Optional.empty();
    private boolean closed;

    private record Status(PublicationState state, Optional<String> reason) {}

    private record Counts(long attempts, long sessions, long restarts) {}

    /**
     * @param number tells it from the others of its channel to the same origin that are open
     * @param onClosed hears of its end, once
     * @param publishing makes what does the work, which tells the given listener
     */
    OpenPublication(
            URI target,
            String channel,
            int number,
            Consumer<StreamerEvent> events,
            Consumer<OpenPublication> onClosed,
            Function<Publishing.Listener, Publishing> publishing) {
        this.target = target;
        this.channel = channel;
        this.number = number;
        this.events = events;
        this.onClosed = onClosed;
        this.publishing = publishing.apply(new FromPublishing());
    }

    void start() {
        publishing.start();
    }

    @Override
    public URI target() {
        return target;
    }

    /** For people: without what may be secret. */
    String name() {
        return PlainUri.of(target);
    }

    @Override
    public String channel() {
        return channel;
    }

    /**
     * Tells it from the others of its channel to the same origin: 1 or more, for as long as it is open; then another
     * one may have it.
     */
    public int number() {
        return number;
    }

    @Override
    public PublicationState state() {
        return status.state();
    }

    @Override
    public Optional<String> reason() {
        return status.reason();
    }

    @Override
    public PublicationStats stats() {
        Counts counted = counts;
        PublicationTraffic sent = session.map(PublicationSession::traffic).orElse(PublicationTraffic.none());
        return new PublicationStats(
                counted.sessions(),
                counted.attempts(),
                counted.restarts(),
                sent.codec(),
                before.packets() + sent.packets(),
                before.bytes() + sent.bytes(),
                before.resent() + sent.resent(),
                sent.lossFraction(),
                sent.roundTrip(),
                sent.targetBitrate());
    }

    @Override
    public void close() {
        end();
    }

    /** Completes when the server has deleted the session, or cannot be asked. */
    CompletionStage<Boolean> end() {
        boolean first;
        synchronized (this) {
            if (!status.state().isFinal()) {
                status = new Status(PublicationState.CLOSED, Optional.empty());
            }
            first = !closed;
            closed = true;
        }
        if (first) {
            onClosed.accept(this);
        }
        return publishing.close();
    }

    private final class FromPublishing implements Publishing.Listener {
        @Override
        public void onAttempt(PublicationSession opened) {
            PublicationTraffic last = session.map(PublicationSession::traffic).orElse(PublicationTraffic.none());
            before = before.plus(last);
            session = Optional.of(opened);
            counts = new Counts(counts.attempts() + 1, counts.sessions(), counts.restarts());
        }

        @Override
        public void onConnected() {
            counts = new Counts(counts.attempts(), counts.sessions() + 1, counts.restarts());
            become(PublicationState.CONNECTED, Optional.empty());
            events.accept(new StreamerEvent.PublicationConnected(channel, name()));
        }

        @Override
        public void onLost(String reason, Duration wait) {
            boolean news = status.state() == PublicationState.CONNECTED
                    || !status.reason().equals(Optional.of(reason));
            become(PublicationState.CONNECTING, Optional.of(reason));
            if (news) {
                events.accept(new StreamerEvent.PublicationLost(channel, name(), reason, wait));
            }
        }

        @Override
        public void onRestarted() {
            counts = new Counts(counts.attempts(), counts.sessions(), counts.restarts() + 1);
        }

        @Override
        public void onRefused(String reason) {
            become(PublicationState.FAILED, Optional.of(reason));
            events.accept(new StreamerEvent.PublicationFailed(channel, name(), reason));
        }

        private void become(PublicationState state, Optional<String> reason) {
            synchronized (OpenPublication.this) {
                if (status.state() != PublicationState.CLOSED) {
                    status = new Status(state, reason);
                }
            }
        }
    }
}
