package io.github.natcast.streamer;

/**
 * Receives the pictures and the audio that a {@link VideoSource} delivers. The source calls one method at a time, from
 * any thread; no method blocks. After {@link #onEnd} or {@link #onFailure} the source delivers nothing more.
 */
public interface MediaSink {

    /**
     * Delivers the newest picture. The sink takes over the caller's reference and releases it; it may drop a picture.
     */
    void onVideo(VideoFrame frame);

    /**
     * Delivers the next piece of audio; its capture time is on the same scale as that of the pictures. A sink that
     * ignores audio does not override this method.
     */
    default void onAudio(AudioFrame frame) {}

    /**
     * Delivers the next picture of a source that has encoded it already, in decoding order and none left out. A sink
     * that does not override this method gets nothing from such a source.
     */
    default void onEncoded(EncodedUnit unit) {}

    /**
     * Delivers the next piece of audio of a source that has encoded it already: one Opus packet (RFC 6716 §3) at 48
     * kHz, whose bytes nobody writes to. A sink that ignores audio does not override this method.
     *
     * @param captureTimeNanos of the first sample, on the same scale as the pictures' times
     */
    default void onOpus(byte[] packet, long captureTimeNanos) {}

    /** Reports that the source has reached its end. */
    void onEnd();

    /** Reports that the source cannot continue. */
    void onFailure(MediaSourceException failure);
}
