package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.RandomFrames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;

/** A sender, a path of 20 ms and more, and a {@link MediaReceiver}, in simulated time. */
final class LossyPath implements ReceivedMedia {
    private static final long MILLI = 1_000_000;
    private static final int ENDS = 5;

    private final Random random;
    private final int lossPercent;
    private final int jitterMillis;
    private final StreamOnWire wire;
    private final RandomKeyFrames frames;
    private final MediaReceiver receiver;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private long now;
    private long order;
    private int requests;
    private int packets;

    private record Event(long nanos, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return nanos == other.nanos ? Long.compare(order, other.order) : Long.compare(nanos, other.nanos);
        }
    }

    LossyPath(VideoCodec codec, Random random, int lossPercent, int jitterMillis, boolean rtx) {
        this.random = random;
        this.lossPercent = lossPercent;
        this.jitterMillis = jitterMillis;
        wire = new StreamOnWire(65_500 + random.nextInt(30), rtx);
        frames = new RandomKeyFrames(codec, new RandomFrames(codec, random), random);
        ReceivedFormat format = new ReceivedFormat(
                StreamOnWire.PAYLOAD_TYPE,
                rtx ? OptionalInt.of(StreamOnWire.RTX) : OptionalInt.empty(),
                Optional.of(codec),
                true,
                true);
        ReceivePlan plan = new ReceivePlan(
                List.of(format), Map.of(HeaderExtension.TRANSPORT_SEQUENCE_NUMBER, StreamOnWire.TRANSPORT_ID), true);
        receiver = new MediaReceiver(plan, 1, "test", this, this::onFeedback);
    }

    void run(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            byte[] frame = frames.next();
            List<byte[]> wired = wire.frame(frames.packetize(frame), 3000 * i);
            packets += wired.size();
            at(i * (33 * MILLI), () -> {
                sent.add(name(frame));
                // The first and the last pass: nothing tells that a stream's ends are lost.
                boolean safely = sent.size() <= ENDS || sent.size() > count - ENDS;
                wired.forEach(packet -> send(packet, safely));
            });
        }
        for (long tick = 0; tick < (count * 33L + 2000) * MILLI; tick += 10 * MILLI) {
            at(tick, () -> receiver.poll(new Arrival(now, now)));
        }
        while (!events.isEmpty()) {
            Event event = events.poll();
            now = event.nanos;
            event.task.run();
        }
    }

    /** What a failure shows of a frame; two frames of one name there are none. */
    private static String name(byte[] frame) {
        return frame.length + " bytes " + Integer.toHexString(Arrays.hashCode(frame));
    }

    private void send(byte[] packet, boolean safely) {
        if (safely || random.nextInt(100) >= lossPercent) {
            long delay = 20L + (safely ? 0 : random.nextInt(jitterMillis));
            deliver(packet, delay);
            if (random.nextInt(10) == 0) {
                deliver(packet, delay + random.nextInt(jitterMillis));
            }
        }
    }

    private void deliver(byte[] packet, long delayMillis) {
        at(
                now + delayMillis * MILLI,
                () -> receiver.receiveRtp(packet.clone(), 0, packet.length, new Arrival(now, now)));
    }

    private void at(long nanos, Runnable task) {
        events.add(new Event(nanos, order++, task));
    }

    private void onFeedback(List<RtcpPacket> compound) {
        for (RtcpPacket packet : compound) {
            if (packet instanceof GenericNack nack) {
                nack.forEachLost(number -> {
                    requests++;
                    byte[] again = Objects.requireNonNull(wire.again(number), "only what was sent is asked for");
                    at(now + 20 * MILLI, () -> send(again, false));
                });
            }
        }
    }

    @Override
    public void onVideo(EncodedUnit unit) {
        received.add(name(unit.data()));
    }

    @Override
    public void onOpus(byte[] packet, long captureTimeNanos) {
        throw new AssertionError("no audio is sent");
    }

    List<String> sent() {
        return sent;
    }

    List<String> received() {
        return received;
    }

    int requests() {
        return requests;
    }

    int packets() {
        return packets;
    }
}
