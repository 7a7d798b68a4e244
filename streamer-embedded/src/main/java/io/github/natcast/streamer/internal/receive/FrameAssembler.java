package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.internal.rtp.PayloadReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes frames of a stream's packets in order: those of one timestamp, up to the marker. A frame of which a packet is
 * lost, or that is none, is told as a gap. Confined to its stream's thread.
 */
final class FrameAssembler {
    private final PayloadReader reader;
    private final boolean oneEach;
    private final Consumer<ReceivedFrame> frames;
    private final Runnable gaps;
    private final List<byte[]> payloads = new ArrayList<>();
    private int timestamp;
    private int bytes;
    /** Whether the packet before ended a frame. */
    private boolean aligned;

    /**
     * @param oneEach whether each packet is a frame, as in audio, where the marker means something else
     * @param gaps called when frames before the next one are lost
     */
    FrameAssembler(PayloadReader reader, boolean oneEach, Consumer<ReceivedFrame> frames, Runnable gaps) {
        this.reader = reader;
        this.oneEach = oneEach;
        this.frames = frames;
        this.gaps = gaps;
    }

    /** The packets before the next one are lost. */
    void lose() {
        clear();
        aligned = false;
        gaps.run();
    }

    void add(ReceivedPacket packet) {
        if (packet.payload().length == 0) {
            return;
        }
        // Some senders leave the marker out; the next frame's timestamp then ends this one.
        if (!payloads.isEmpty() && packet.timestamp() != timestamp) {
            finish();
        }
        boolean begins = !payloads.isEmpty() || aligned || oneEach || reader.isFirst(packet.payload());
        boolean ends = packet.marker() || oneEach;
        if (!begins) {
            aligned = ends;
            return;
        }
        timestamp = packet.timestamp();
        payloads.add(packet.payload());
        bytes += packet.payload().length;
        if (bytes > EncodedUnit.MAXIMUM_BYTES / 2) {
            lose(); // start codes and sizes come on top
        } else if (ends) {
            finish();
        }
    }

    private void finish() {
        var frame = reader.join(payloads);
        clear();
        aligned = true;
        if (frame.isPresent()) {
            frames.accept(new ReceivedFrame(frame.get(), timestamp));
        } else {
            gaps.run();
        }
    }

    private void clear() {
        payloads.clear();
        bytes = 0;
    }
}
