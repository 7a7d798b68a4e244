package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;

/** What one source delivers into: the switch hears of each piece, and of where it goes if that source is on air. */
final class SwitchInput implements MediaSink {
    private final SourceSwitch sources;
    private final SourceChannel channel;
    private final SourceSwitch.Output<VideoFrame> pictures;
    private final SourceSwitch.Output<AudioFrame> audio;
    private final EncodedOutputs encoded;

    SwitchInput(
            SourceSwitch sources,
            SourceChannel channel,
            SourceSwitch.Output<VideoFrame> pictures,
            SourceSwitch.Output<AudioFrame> audio,
            EncodedOutputs encoded) {
        this.sources = sources;
        this.channel = channel;
        this.pictures = pictures;
        this.audio = audio;
        this.encoded = encoded;
    }

    @Override
    public void onVideo(VideoFrame frame) {
        sources.onPicture(channel, new SwitchedPicture.Raw(frame, pictures));
    }

    @Override
    public void onEncoded(EncodedUnit unit) {
        sources.onPicture(channel, new SwitchedPicture.Encoded(unit, encoded.pictures()));
    }

    @Override
    public void onAudio(AudioFrame frame) {
        sources.onAudio(channel, frame, audio);
    }

    @Override
    public void onOpus(byte[] packet, long captureTimeNanos) {
        sources.onAudio(channel, new EncodedOutputs.Packet(packet, captureTimeNanos), encoded.audio());
    }

    @Override
    public void onEnd() {
        sources.onOver(channel, null);
    }

    @Override
    public void onFailure(MediaSourceException failure) {
        sources.onOver(channel, String.valueOf(failure.getMessage()));
    }
}
