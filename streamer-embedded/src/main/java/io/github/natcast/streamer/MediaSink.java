package io.github.natcast.streamer;

/**
 * Takes what a {@link VideoSource} delivers. The source calls it from one thread at a time; no method blocks. After
 * {@link #onEnd} or {@link #onFailure} nothing more comes.
 */
public interface MediaSink {

    /** The newest picture. The sink owns the caller's reference and releases it; it may drop any picture. */
    void onVideo(VideoFrame frame);

    /**
     * The next piece of audio, in step with the pictures: its capture time is on the same scale. A sink that wants no
     * audio leaves this as it is.
     */
    default void onAudio(AudioFrame frame) {}

    /** The source is at its end. */
    void onEnd();

    /** The source cannot go on. */
    void onFailure(MediaSourceException failure);
}
