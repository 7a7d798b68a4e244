package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;

import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.rate.simulation.Packet.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** One viewer, both ends: what the sender does for it as the rate control says, and what arrives. */
final class Viewer implements Source.Sink {
    static final int HEADERS = 80;
    private static final int PAYLOAD = 1100;
    private static final int AUDIO_BYTES = 150;
    private static final long AUDIO_NANOS = 20 * MILLI;

    private final VirtualTime time;
    private final Source source;
    private final Link link;
    final RateControl rate;
    final Shown shown = new Shown();
    final Receiver receiver;
    final Signals signals;
    private final Deque<Packet> waiting = new ArrayDeque<>();
    private final Map<Long, Packet> cache = new HashMap<>();
    private long nextNumber;
    private int nextTransportNumber = 65_000;
    private long waitingBytes;
    private long firstOfRendition;
    private int current;
    private boolean started;
    private boolean skipping;
    private long planned = Long.MAX_VALUE;
    private long sentBytes;
    private long paddingBytes;
    private int switchesDown;
    private int switches;

    Viewer(VirtualTime time, Source source, Link link, Signals signals, RateControl rate, boolean audio) {
        this.time = time;
        this.source = source;
        this.link = link;
        this.rate = rate;
        this.signals = signals;
        this.receiver = new Receiver(
                time,
                shown,
                signals.roundTrip(),
                number -> signals.back(() -> resend(number)),
                () -> signals.back(this::pictureLost));
        signals.start(rate);
        source.requestKeyFrame(0);
        source.add(this);
        if (audio) {
            time.every(AUDIO_NANOS, () -> leave(packet(AUDIO_BYTES, PacketKind.AUDIO, -1, null)));
        }
        time.every(50 * MILLI, this::poll);
    }

    /** The loop asks from time to time, so that a wish is not only heard with a frame. */
    private void poll() {
        int wanted = rate.wantedRendition(time.now());
        if (wanted != current) {
            source.requestKeyFrame(wanted);
        }
        plan();
    }

    @Override
    public boolean needs(int rendition) {
        return rendition == current || rendition == rate.wantedRendition(time.now());
    }

    @Override
    public void frame(Frame frame) {
        long now = time.now();
        int wanted = rate.wantedRendition(now);
        if (wanted != current && frame.rendition() == wanted && frame.isKey()) {
            switchesDown += wanted > current ? 1 : 0;
            switches++;
            current = wanted;
            waiting.clear();
            waitingBytes = 0;
            rate.onBacklog(0, now);
            rate.onRendition(current, now);
            skipping = false;
        } else if (wanted != current && frame.rendition() == current) {
            source.requestKeyFrame(wanted);
        }
        if (frame.rendition() != current) {
            return;
        }
        if (!started && !frame.isKey()) {
            source.requestKeyFrame(current);
            return;
        }
        if (rate.wantsKeyFrame(now)) {
            source.requestKeyFrame(current);
        }
        FrameVerdict verdict = rate.verdict(frame.isKey(), frame.disposable(), frame.bytes(), now);
        skipping = verdict == FrameVerdict.LEAVE_OUT_TO_KEY_FRAME || (skipping && !frame.isKey());
        if (verdict == FrameVerdict.SEND && !skipping) {
            started = true;
            if (frame.isKey()) {
                // Nobody needs what came before a key frame: neither what waits nor what was lost.
                firstOfRendition = nextNumber;
                waiting.removeIf(packet -> packet.number() >= 0);
                waitingBytes = 0;
            }
            packetize(frame);
        }
        plan();
    }

    private void pictureLost() {
        if (!rate.isKeyFrameUnderWay(time.now())) {
            source.requestKeyFrame(current);
        }
    }

    private void packetize(Frame frame) {
        int count = (frame.bytes() + PAYLOAD - 1) / PAYLOAD;
        for (int i = 0, left = frame.bytes(); i < count; i++) {
            int payload = Math.min(left, (frame.bytes() + count - 1) / count);
            left -= payload;
            Packet packet = packet(payload + HEADERS, PacketKind.VIDEO, nextNumber++, frame);
            cache.put(packet.number(), packet);
            cache.remove(packet.number() - 1000);
            enqueue(packet, false);
        }
    }

    private void resend(long number) {
        Packet packet = cache.get(number);
        if (packet != null
                && number >= firstOfRendition
                && waiting.stream().noneMatch(other -> other.number() == number)) {
            enqueue(packet(packet.bytes(), PacketKind.RESENT, number, packet.frame()), true);
            plan();
        }
    }

    private Packet packet(int bytes, PacketKind kind, long number, @org.jspecify.annotations.Nullable Frame frame) {
        return new Packet(bytes, kind, -1, number, frame, time.now());
    }

    private void enqueue(Packet packet, boolean first) {
        if (!rate.isPaced() && waiting.isEmpty()) {
            leave(packet);
        } else {
            if (first) {
                waiting.addFirst(packet);
            } else {
                waiting.addLast(packet);
            }
            waitingBytes += packet.bytes();
            rate.onBacklog(waitingBytes, time.now());
            drain();
        }
    }

    private void drain() {
        long now = time.now();
        while (!waiting.isEmpty()
                && (!rate.isPaced() || rate.allowance(now) >= waiting.getFirst().bytes())) {
            Packet packet = waiting.removeFirst();
            waitingBytes -= packet.bytes();
            leave(packet);
        }
        rate.onBacklog(waitingBytes, now);
        for (int due = rate.paddingDue(now); due > 0; due -= 255) {
            int bytes = Math.min(255, due) + HEADERS - 20;
            paddingBytes += bytes;
            leave(packet(bytes, PacketKind.PADDING, -1, null));
        }
    }

    private void plan() {
        long due = rate.nextDueNanos(time.now());
        if (due < planned) {
            planned = due;
            time.at(Math.max(due, time.now() + MILLI), () -> {
                planned = Long.MAX_VALUE;
                drain();
                plan();
            });
        }
    }

    private void leave(Packet packet) {
        long now = time.now();
        int number = nextTransportNumber++ & 0xffff;
        Packet numbered = new Packet(packet.bytes(), packet.kind(), number, packet.number(), packet.frame(), now);
        sentBytes += packet.bytes();
        rate.onSent(signals.isTransportWide() ? number : -1, packet.bytes(), packet.kind(), now);
        link.send(packet.bytes(), () -> {
            signals.arrived(numbered);
            receiver.receive(numbered);
        });
    }

    int current() {
        return current;
    }

    long sentBytes() {
        return sentBytes;
    }

    double paddingShare() {
        return paddingBytes / Math.max(1.0, (double) sentBytes);
    }

    int switchesDown() {
        return switchesDown;
    }

    int switches() {
        return switches;
    }
}
