package io.github.natcast.streamer.internal.channels;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.media.switching.TaskGroup;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the pipelines of channels, which share the threads for what may block. Thread-safe. */
public final class PipelineOpener {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");

    private final EncoderFactory encoders;
    private final AudioCodecs audioCodecs;
    private final BackgroundTasks tasks;
    private final ThreadFailures failures;
    /** Those whose encoder was seen to open. */
    private final Set<AudioSettings> usableAudio = ConcurrentHashMap.newKeySet();

    /**
     * @param tasks outlives the pipelines
     * @param failures is told of what fails on the pipelines' threads
     */
    public PipelineOpener(
            EncoderFactory encoders, AudioCodecs audioCodecs, BackgroundTasks tasks, ThreadFailures failures) {
        this.encoders = encoders;
        this.audioCodecs = audioCodecs;
        this.tasks = tasks;
        this.failures = failures;
    }

    /**
     * Opens a pipeline and its standby or, where there is none, its first source. Blocks as long as that takes.
     *
     * @throws MediaSourceException when the source refuses; nothing stays open
     */
    public MediaPipeline open(ChannelSettings settings, ChannelEvents events) throws MediaSourceException {
        MediaPipeline pipeline = new MediaPipeline(
                settings.video(),
                encoders,
                openAudio(settings.audio()),
                settings.standbyAfter(),
                System::nanoTime,
                new TaskGroup(tasks),
                events::accept,
                events::accept);
        boolean started = false;
        try {
            pipeline.sources().start(settings.standby().orElse(settings.source()));
            if (settings.standby().isPresent()) {
                pipeline.sources().keepShowing(settings.source());
            }
            started = true;
            return pipeline;
        } finally {
            if (!started) {
                pipeline.close();
            }
        }
    }

    /** None when it is not wanted, or this build of FFmpeg has no encoder: then there are pictures alone. */
    private Optional<AudioEncoding> openAudio(AudioSettings settings) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        if (!usableAudio.contains(settings)) {
            try {
                audioCodecs.openEncoder(settings).close();
                usableAudio.add(settings);
            } catch (EncoderException missing) {
                LOGGER.warn("The stream has no audio: {}", missing.getMessage());
                return Optional.empty();
            }
        }
        return Optional.of(new AudioEncoding(settings, audioCodecs, System::nanoTime, failures));
    }
}
