package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import io.github.natcast.streamer.internal.rate.simulation.Packet.Frame;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A viewer's receiving side: asks again for what is missing, shows frames that are whole and whose references are. */
final class Receiver {
    private static final long NACK_AFTER = 10 * MILLI;
    private static final int MOST_NACKS = 8;
    private static final long PICTURE_LOSS_AFTER = 400 * MILLI;

    private static final class Partial {
        final Frame frame;
        int bytes;

        Partial(Frame frame) {
            this.frame = frame;
        }
    }

    private static final class Missing {
        long nextNack;
        int nacks;

        Missing(long nextNack) {
            this.nextNack = nextNack;
        }
    }

    private final VirtualTime time;
    private final Shown shown;
    private final long nackEvery;
    private final Consumer<Long> nack;
    private final Runnable pictureLoss;
    private final Map<Long, Missing> missing = new TreeMap<>();
    private final TreeMap<Long, Partial> partials = new TreeMap<>();
    private long expected;
    private int rendition = -1;
    private long lastReference = -1;
    private long lastShown;
    private long lastCapture = -1;
    private long lastPictureLoss;

    Receiver(VirtualTime time, Shown shown, long roundTrip, Consumer<Long> nack, Runnable pictureLoss) {
        this.time = time;
        this.shown = shown;
        this.nackEvery = Math.max(50 * MILLI, roundTrip + 20 * MILLI);
        this.nack = nack;
        this.pictureLoss = pictureLoss;
        time.every(10 * MILLI, this::askAgain);
    }

    void receive(Packet packet) {
        Frame frame = packet.frame();
        if (frame == null) {
            return;
        }
        long number = packet.number();
        if (number >= expected) {
            for (long lost = Math.max(expected, number - 300); lost < number; lost++) {
                missing.put(lost, new Missing(time.now() + NACK_AFTER));
            }
            expected = number + 1;
        } else if (missing.remove(number) == null) {
            return;
        }
        if (frame.captured() > lastCapture) {
            Partial partial = partials.computeIfAbsent(frame.captured(), key -> new Partial(frame));
            if (partial.frame.rendition() != frame.rendition()) {
                return;
            }
            partial.bytes += packet.bytes() - Viewer.HEADERS;
            decode();
        }
    }

    private void decode() {
        for (boolean more = true; more; ) {
            more = false;
            for (Partial partial : partials.values()) {
                Frame frame = partial.frame;
                if (partial.bytes >= frame.bytes()
                        && (frame.isKey() || (frame.rendition() == rendition && frame.reference() == lastReference))) {
                    show(frame);
                    more = true;
                    break;
                }
            }
        }
    }

    private void show(Frame frame) {
        partials.headMap(frame.captured(), true).clear();
        rendition = frame.rendition();
        lastCapture = frame.captured();
        if (!frame.disposable()) {
            lastReference = frame.order();
        }
        lastShown = time.now();
        shown.add(frame, time.now());
    }

    private void askAgain() {
        long now = time.now();
        missing.values().removeIf(lost -> lost.nacks >= MOST_NACKS);
        missing.forEach((number, lost) -> {
            if (now >= lost.nextNack) {
                lost.nextNack = now + nackEvery;
                lost.nacks++;
                nack.accept(number);
            }
        });
        if (!partials.isEmpty() && now - lastShown > PICTURE_LOSS_AFTER && now - lastPictureLoss > PICTURE_LOSS_AFTER) {
            lastPictureLoss = now;
            pictureLoss.run();
        }
        if (now > SECOND && partials.size() > 500) {
            partials.pollFirstEntry();
        }
    }
}
