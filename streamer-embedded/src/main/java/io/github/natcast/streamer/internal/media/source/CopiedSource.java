package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.bitstream.OpusPackets;
import io.github.natcast.streamer.internal.media.bitstream.UnitCompleter;
import io.github.natcast.streamer.internal.media.ffmpeg.Locations;
import io.github.natcast.streamer.internal.media.ffmpeg.MediaReader;
import io.github.natcast.streamer.internal.media.ffmpeg.PacketReader;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a file or a stream without decoding it: its pictures are delivered as they are encoded, and so is its audio
 * where it is Opus in packets that WebRTC sends. What WebRTC cannot send is played as a {@link MediaSource} plays it.
 * Immutable.
 */
public final class CopiedSource implements VideoSource {
    private static final Logger LOGGER = LoggerFactory.getLogger(CopiedSource.class);
    /** As for a source that is decoded. */
    private static final long LATEST_NANOS = 500_000_000L;

    private static final long LONGEST_GAP_NANOS = 10_000_000_000L;

    private final String location;
    private final String name;
    private final MediaOptions options;
    private final PlaybackClock clock;

    /** @throws IllegalArgumentException when an option does not go with the location */
    public CopiedSource(String location, MediaOptions options) {
        this(location, options, PlaybackClock.system());
    }

    CopiedSource(String location, MediaOptions options, PlaybackClock clock) {
        MediaReader.requireMeaning(location, options);
        this.location = location;
        this.options = options;
        this.name = Locations.withoutSecrets(location);
        this.clock = clock;
    }

    /** The location, with {@code ***} in place of a password. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRestartable() {
        return options.loop() || MediaReader.isLive(location);
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
        Optional<PacketReader> opened = PacketReader.open(location, wanted, options);
        if (opened.isEmpty()) {
            LOGGER.warn("source {} is decoded and encoded: its pictures are in no codec that WebRTC sends", name);
            return new MediaSource(location, options, clock).start(wanted, sink);
        }
        PacketReader reader = opened.get();
        return new SourceThread(name, gate -> deliver(reader, sink, gate), sink, reader::cancel);
    }

    private void deliver(PacketReader reader, MediaSink sink, SourceThread.Gate gate)
            throws InterruptedException, MediaSourceException {
        try (reader) {
            PlaybackTimes times = new PlaybackTimes(LATEST_NANOS, LONGEST_GAP_NANOS);
            UnitCompleter completer = new UnitCompleter(reader.codec());
            byte[] sets = reader.parameterSets();
            if (sets.length > 0) {
                completer.complete(sets, false, 0);
            }
            do {
                boolean any = false;
                while (reader.next()) {
                    any = true;
                    if (!reader.isRealTime()) {
                        gate.await();
                    }
                    deliver(reader, times, completer, sink);
                }
                if (!any) {
                    throw new MediaSourceException("source " + name + " has nothing that can be sent");
                }
                if (reader.isRealTime()) {
                    throw new MediaSourceException(
                            "source " + name + " sends no more: its other side has ended the stream");
                }
                if (options.loop() && reader.isRepeatable()) {
                    times.loop();
                    reader.rewind();
                }
            } while (options.loop() && reader.isRepeatable());
        }
    }

    private void deliver(PacketReader reader, PlaybackTimes times, UnitCompleter completer, MediaSink sink)
            throws InterruptedException {
        long time = reader.timeNanos();
        long now = clock.nanoTime();
        long due = reader.isRealTime()
                ? times.arrived(time, reader.durationNanos(), now)
                : times.due(time, reader.durationNanos(), now);
        clock.sleepUntil(due);
        if (reader.isVideo()) {
            completer
                    .complete(reader.data(), reader.isKeyFrame(), due + reader.shownLaterNanos())
                    .ifPresent(sink::onEncoded);
            return;
        }
        if (reader.isOpus()) {
            byte[] packet = reader.data();
            if (isSendable(packet)) {
                sink.onOpus(packet, due);
                return;
            }
        }
        for (AudioFrame frame : reader.audio(heard -> due + heard - time)) {
            sink.onAudio(frame);
        }
    }

    /** One that is damaged is dropped by whoever sends it: it must not have all others decoded. */
    private static boolean isSendable(byte[] packet) {
        return OpusPackets.durationNanos(packet) == 0 || OpusPackets.isSendable(packet);
    }
}
