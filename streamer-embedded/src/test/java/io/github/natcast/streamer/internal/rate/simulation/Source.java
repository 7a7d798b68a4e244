package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rate.simulation.Packet.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Encodes one source at 25 frames a second in up to three renditions, each only while somebody needs it. */
final class Source implements Renditions {
    static final int FRAMES_PER_SECOND = 25;
    private static final long FRAME_NANOS = SECOND / FRAMES_PER_SECOND;

    /** Two requests within this time are one. */
    private static final long DEBOUNCE = 300 * MILLI;

    private static final long OPENING = 150 * MILLI;
    private static final long KEY_INTERVAL = 10 * SECOND;

    /** How a frame is handed on. */
    interface Sink {
        boolean needs(int rendition);

        void frame(Frame frame);
    }

    private final VirtualTime time;
    private final RandomGenerator random;
    private final double keyFactor;
    private final boolean disposables;
    private final long[] rates;
    private final Encoder[] encoders;
    private double need = 1;
    private final List<Sink> sinks = new ArrayList<>();

    Source(VirtualTime time, RandomGenerator random, double keyFactor, boolean disposables, long... rates) {
        this.time = time;
        this.random = random;
        this.keyFactor = keyFactor;
        this.disposables = disposables;
        this.rates = rates.clone();
        this.encoders = new Encoder[rates.length];
        for (int i = 0; i < rates.length; i++) {
            encoders[i] = new Encoder();
        }
        time.every(FRAME_NANOS, this::encode);
    }

    private static final class Encoder {
        long order;
        long lastReference;
        long keyWanted = Long.MIN_VALUE;
        long lastKey = Long.MIN_VALUE / 2;
        long openSince = Long.MAX_VALUE;
        double debt;
    }

    /** Pictures that need only this share of the rates, as a test pattern does. */
    void need(double share) {
        need = share;
    }

    void add(Sink sink) {
        sinks.add(sink);
    }

    @Override
    public int count() {
        return rates.length;
    }

    @Override
    public long bitsPerSecond(int index) {
        return rates[index];
    }

    void rate(int index, long bitsPerSecond) {
        rates[index] = bitsPerSecond;
    }

    void requestKeyFrame(int rendition) {
        encoders[rendition].keyWanted = time.now();
    }

    private void encode() {
        for (int i = 0; i < encoders.length; i++) {
            int rendition = i;
            Encoder encoder = encoders[i];
            if (sinks.stream().noneMatch(sink -> sink.needs(rendition))) {
                encoder.openSince = Long.MAX_VALUE;
                continue;
            }
            if (encoder.openSince == Long.MAX_VALUE) {
                encoder.openSince = time.now() + (time.now() == 0 ? 0 : OPENING);
                encoder.lastKey = Long.MIN_VALUE / 2;
            }
            if (time.now() >= encoder.openSince) {
                Frame frame = encode(rendition, encoder);
                List.copyOf(sinks).forEach(sink -> sink.frame(frame));
            }
        }
    }

    private Frame encode(int rendition, Encoder encoder) {
        long sinceKey = time.now() - encoder.lastKey;
        boolean key = sinceKey >= KEY_INTERVAL || (encoder.keyWanted > encoder.lastKey && sinceKey >= DEBOUNCE);
        double mean = need * rates[rendition] / 8.0 / FRAMES_PER_SECOND;
        double noise = Math.exp(0.2 * random.nextGaussian());
        double size = key ? mean * keyFactor * noise : Math.max(0.4 * mean, mean * noise - 0.05 * encoder.debt);
        encoder.debt += size - mean;
        long order = encoder.order++;
        boolean disposable = disposables && !key && order % 2 == 1;
        long reference = key ? -1 : encoder.lastReference;
        if (!disposable) {
            encoder.lastReference = order;
        }
        if (key) {
            encoder.lastKey = time.now();
        }
        return new Frame(rendition, order, reference, disposable, (int) size, time.now());
    }
}
