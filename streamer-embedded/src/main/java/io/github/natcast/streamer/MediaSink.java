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

    /** Reports that the source has reached its end. */
    void onEnd();

    /** Reports that the source cannot continue. */
    void onFailure(MediaSourceException failure);
}
