package io.github.natcast.streamer;

/**
 * A picture that lies in a media library's own memory, such as a decoded frame or one in GPU memory. Only the code that
 * made it can read it.
 */
public interface NativePicture {
    /** Gives the memory back. Called once, when the last reference to the {@link VideoFrame} is released. */
    void free();
}
