package io.github.natcast.streamer.internal.media;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.media.switching.EncodedOutputs;
import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import io.github.natcast.streamer.internal.media.switching.SourceSwitch;
import io.github.natcast.streamer.internal.media.video.EncodingEvent;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * From sources to encoded frames: whatever the switch has on air goes to the video encodings and to the audio encoding,
 * and the standby rests while no video encoding is watched. All sources share one continuous timeline, so that viewers
 * notice nothing of a change but the picture. Only wires its three parts; owns them and closes them. Thread-safe.
 */
public final class MediaPipeline implements AutoCloseable {
    /** A live source that is silent for so long is replaced by the standby, unless another time is set. */
    public static final Duration STALL = Duration.ofSeconds(2);

    private final SourceSwitch sources;
    private final VideoEncodings video;
    private final Optional<AudioEncoding> audio;

    /**
     * @param audio empty when there is none; closed with the pipeline
     * @param stall a live source that is silent for so long is replaced by the standby
     * @param clock {@link System#nanoTime} except in tests
     * @param tasks opens and closes sources; closed with the pipeline
     * @param sourceEvents called on the threads of sources and tasks; must not block or throw
     * @param encodingEvents called on the encoders' threads; must not block or throw
     */
    public MediaPipeline(
            VideoSettings settings,
            EncoderFactory encoders,
            Optional<AudioEncoding> audio,
            Duration stall,
            LongSupplier clock,
            BackgroundTasks tasks,
            Consumer<SourceEvent> sourceEvents,
            Consumer<EncodingEvent> encodingEvents) {
        this.audio = audio;
        video = new VideoEncodings(
                settings, encoders, clock, this::watchedChanged, this::requestKeyFrame, encodingEvents);
        sources = new SourceSwitch(
                settings,
                stall.toNanos(),
                video::offer,
                audio.<SourceSwitch.Output<AudioFrame>>map(encoding -> encoding::offer)
                        .orElse((frame, first) -> {}),
                new EncodedOutputs(
                        video::offer, audio.map(MediaPipeline::packets).orElse((packet, first) -> {})),
                video::isWatched,
                clock,
                tasks,
                sourceEvents);
    }

    /** Pictures alone, on the system's clock and threads, with nobody who follows the events. */
    public static MediaPipeline ofVideo(VideoSettings settings, EncoderFactory encoders) {
        return new MediaPipeline(
                settings,
                encoders,
                Optional.empty(),
                STALL,
                System::nanoTime,
                BackgroundTasks.threads(),
                event -> {},
                event -> {});
    }

    private static SourceSwitch.Output<EncodedOutputs.Packet> packets(AudioEncoding encoding) {
        return (packet, first) -> encoding.offer(packet.data(), packet.captureTimeNanos(), first);
    }

    private boolean requestKeyFrame() {
        return sources.requestKeyFrame();
    }

    private void watchedChanged() {
        sources.watchedChanged();
    }

    /** Changes size, frame rate and bitrates; sources that play keep theirs. */
    public void change(VideoSettings next) {
        sources.change(next);
        video.change(next);
    }

    /** What is on air. */
    public SourceSwitch sources() {
        return sources;
    }

    public VideoEncodings video() {
        return video;
    }

    public Optional<AudioEncoding> audio() {
        return audio;
    }

    /** Ends every source and encoding; waits until all are closed. Idempotent. */
    @Override
    public void close() {
        sources.close();
        video.close();
        audio.ifPresent(AudioEncoding::close);
    }
}
