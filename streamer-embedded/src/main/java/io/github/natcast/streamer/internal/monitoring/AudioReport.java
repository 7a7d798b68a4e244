package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.audio.AudioStatus;
import io.github.natcast.streamer.internal.viewers.SharedAudio;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of the audio encoding, for {@code /healthz} and {@code /metrics}. Thread-safe. */
public final class AudioReport {
    private final AudioEncoding encoding;
    private final SharedAudio shared;

    public AudioReport(AudioEncoding encoding, SharedAudio shared) {
        this.encoding = encoding;
        this.shared = shared;
    }

    Map<String, Object> health() {
        AudioStatus status = encoding.status();
        Map<String, Object> entry = new LinkedHashMap<>();
        status.failure().ifPresent(reason -> entry.put("failure", reason));
        entry.put("viewers", shared.viewers());
        entry.put("frames", status.frames());
        entry.put("packets", status.packets());
        entry.put("silences", status.silences());
        entry.put("bytes", status.bytes());
        entry.put("dropped", status.dropped());
        entry.put("correctedSamples", status.correctedSamples());
        return entry;
    }

    void metrics(PrometheusText text) {
        AudioStatus status = encoding.status();
        text.metric("natcast_audio_viewers", "gauge", "Viewers that are sent sound.", shared.viewers());
        counter(text, "frames", "Frames of sound that were encoded, silence included.", status.frames());
        counter(text, "packets", "Packets that came out of the audio encoder.", status.packets());
        counter(text, "bytes", "Bytes that came out of the audio encoder.", status.bytes());
        counter(text, "silences", "Packets of silence that were left out (DTX).", status.silences());
        counter(text, "dropped", "Pieces of sound that came faster than they could be taken.", status.dropped());
        counter(
                text,
                "corrected_samples",
                "Samples at 48 kHz added or left out for sources whose clocks run wrong.",
                status.correctedSamples());
    }

    private static void counter(PrometheusText text, String name, String help, long value) {
        text.metric("natcast_audio_" + name + "_total", "counter", help, value);
    }
}
