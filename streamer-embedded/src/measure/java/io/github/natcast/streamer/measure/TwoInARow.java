package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.ChannelWatcher;
import io.github.natcast.streamer.whep.WhepSource;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/**
 * What a second streamer adds that plays from the first, in one process: the same pictures at viewers of both, and how
 * much later they are there. Also how far the capture times that the second has are from the true ones.
 */
final class TwoInARow implements Measurement {
    private static final int SECONDS = 30;
    private static final int SETTLING_SECONDS = 5;
    private static final double ADDED_LIMIT_MILLIS = 30;
    private static final double CAPTURE_LIMIT_MILLIS = 5;
    private static final double SAME_LIMIT = 0.99;
    private static final double MILLI = 1e6;

    private final NavigableSet<Long> captured = new ConcurrentSkipListSet<>();

    @Override
    public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        List<Double> captureErrors = new ArrayList<>();
        try (Streamer origin = streamer(recorded()).build();
                Streamer second = streamer(VideoSource.testPattern()).build()) {
            origin.start();
            second.start();
            WhepSource source = WhepSource.of(origin.address().resolve("whep/live"));
            second.show(source).toCompletableFuture().get(30, TimeUnit.SECONDS);
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            Map<String, Long> first = new ConcurrentHashMap<>();
            Map<String, Long> last = new ConcurrentHashMap<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            Thread watching = watch(origin, first, end);
            Thread watchingLast = watch(second, last, end);
            VideoSource.Playback third = source.start(VideoSettings.defaults(), times(captureErrors));
            watching.join();
            watchingLast.join();
            third.close();
            compare(first, last, findings);
        }
        synchronized (captureErrors) {
            Samples errors = new Samples(captureErrors);
            double p95 = errors.quantile(0.95);
            findings.add(new Finding(
                    "capture time at the second, off by, 95th percentile",
                    Samples.millis(p95),
                    "at most " + Samples.millis(CAPTURE_LIMIT_MILLIS),
                    p95 <= CAPTURE_LIMIT_MILLIS));
        }
        return findings;
    }

    private static StreamerBuilder streamer(VideoSource source) {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(640, 360))
                .audio(AudioSettings.disabled())
                .source(source);
    }

    private static void compare(Map<String, Long> first, Map<String, Long> last, List<Finding> findings) {
        List<Double> added = new ArrayList<>();
        last.forEach((unit, at) -> {
            Long before = first.get(unit);
            if (before != null) {
                added.add((at - before) / MILLI);
            }
        });
        Samples samples = new Samples(added);
        double same = added.size() / (double) Math.max(1, last.size());
        findings.add(new Finding(
                "pictures at a viewer of the second that are, byte for byte, the first's, of " + last.size(),
                String.format("%.1f %%", 100 * same),
                String.format("at least %.0f %%", 100 * SAME_LIMIT),
                same >= SAME_LIMIT));
        for (double quantile : new double[] {0.5, 0.95}) {
            double millis = samples.quantile(quantile);
            findings.add(new Finding(
                    "added by the second, " + (quantile == 0.5 ? "median" : "95th percentile"),
                    Samples.millis(millis),
                    "at most " + Samples.millis(ADDED_LIMIT_MILLIS),
                    millis <= ADDED_LIMIT_MILLIS));
        }
    }

    /** Notes when each picture was there. */
    private static Thread watch(Streamer streamer, Map<String, Long> units, long end) {
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        Thread thread = new Thread(() -> {
            try (ChannelWatcher watcher =
                    ChannelWatcher.join(HttpClient.newHttpClient(), streamer, identity, "measured")) {
                while (System.nanoTime() < end) {
                    byte[] unit = watcher.nextUnit();
                    units.put(HexFormat.of().formatHex(unit), System.nanoTime());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    /** The test pattern, whose capture times are noted. */
    private VideoSource recorded() {
        VideoSource pattern = VideoSource.testPattern();
        return new VideoSource() {
            @Override
            public String name() {
                return pattern.name();
            }

            @Override
            public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
                return pattern.start(wanted, new MediaSink() {
                    @Override
                    public void onVideo(VideoFrame frame) {
                        captured.add(frame.captureTimeNanos());
                        sink.onVideo(frame);
                    }

                    @Override
                    public void onEnd() {
                        sink.onEnd();
                    }

                    @Override
                    public void onFailure(MediaSourceException failure) {
                        sink.onFailure(failure);
                    }
                });
            }
        };
    }

    private MediaSink times(List<Double> errors) {
        return new MediaSink() {
            @Override
            public void onVideo(VideoFrame frame) {
                frame.release();
            }

            @Override
            public void onEncoded(EncodedUnit unit) {
                Long before = captured.floor(unit.captureTimeNanos());
                Long after = captured.ceiling(unit.captureTimeNanos());
                long off = Math.min(
                        before == null ? Long.MAX_VALUE : unit.captureTimeNanos() - before,
                        after == null ? Long.MAX_VALUE : after - unit.captureTimeNanos());
                synchronized (errors) {
                    errors.add(off / MILLI);
                }
            }

            @Override
            public void onEnd() {}

            @Override
            public void onFailure(MediaSourceException failure) {
                throw new IllegalStateException(failure);
            }
        };
    }
}
