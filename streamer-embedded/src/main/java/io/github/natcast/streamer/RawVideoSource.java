package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.media.source.FrameBuffers;
import io.github.natcast.streamer.internal.media.source.GuardedSink;
import io.github.natcast.streamer.internal.media.source.PlaybackClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A source that reads headerless pictures, one after the other, from a stream such as standard input.
 *
 * <pre>{@code
 * VideoSource source = new RawVideoSource("stdin", System.in, PixelFormat.I420, 1280, 720, 25);
 * }</pre>
 *
 * <p>It delivers pictures as they arrive, but no faster than their frame rate: a faster writer is blocked. A daemon
 * thread reads the stream. The source can be played once; thread-safe.
 */
public final class RawVideoSource implements VideoSource {
    private static final int BUFFERS = 8;

    private final String name;
    private final InputStream stream;
    private final PixelFormat format;
    private final int width;
    private final int height;
    private final long intervalNanos;
    private final PlaybackClock clock;
    private final AtomicBoolean started = new AtomicBoolean();

    /**
     * Creates a source; nothing is read before {@link #start}.
     *
     * @param name the source's name in messages
     * @param stream where the pictures are read from, to its end. The caller keeps it: the source does not close it,
     *     because a standard input that blocks in a read cannot be closed
     * @param format the layout of each picture, whose planes follow each other without padding
     * @param width in pixels, 1 to {@link VideoFrame#MAXIMUM_SIDE}
     * @param height in pixels, 1 to {@link VideoFrame#MAXIMUM_SIDE}
     * @param framesPerSecond 1 to 240
     * @throws IllegalArgumentException when a value is out of its range
     */
    public RawVideoSource(
            String name, InputStream stream, PixelFormat format, int width, int height, int framesPerSecond) {
        this(name, stream, format, width, height, framesPerSecond, PlaybackClock.system());
    }

    RawVideoSource(
            String name,
            InputStream stream,
            PixelFormat format,
            int width,
            int height,
            int framesPerSecond,
            PlaybackClock clock) {
        Checks.requireRange("framesPerSecond", framesPerSecond, 1, 240);
        if (width < 1 || width > 16_384 || height < 1 || height > 16_384) {
            throw new IllegalArgumentException("size " + width + "x" + height + " must be 1x1 to 16384x16384");
        }
        this.name = name;
        this.stream = stream;
        this.format = format;
        this.width = width;
        this.height = height;
        this.clock = clock;
        intervalNanos = 1_000_000_000L / framesPerSecond;
    }

    @Override
    public String name() {
        return name;
    }

    /** False: a stream can be read only once. */
    @Override
    public boolean isRestartable() {
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * @throws MediaSourceException when the source has been started before
     */
    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
        if (started.getAndSet(true)) {
            throw new MediaSourceException(
                    "source " + name + " has been played already; a stream can be read only once");
        }
        GuardedSink guarded = new GuardedSink(sink);
        Thread reader = Threads.daemon("natcast-source " + name, () -> run(guarded));
        reader.start();
        // Not joined: a read of standard input blocks until its writer writes or closes.
        return () -> {
            guarded.close();
            reader.interrupt();
        };
    }

    private void run(GuardedSink sink) {
        try {
            deliver(sink);
            sink.onEnd();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            sink.onFailure(new MediaSourceException("source " + name + " cannot be read on: " + failed, failed));
        } catch (MediaSourceException failed) {
            sink.onFailure(failed);
        } catch (OutOfMemoryError tooLarge) {
            sink.onFailure(new MediaSourceException(
                    "source " + name + " cannot be read: no memory for pictures of " + width + "x" + height + " "
                            + format + " (" + tooLarge.getMessage() + "); -XX:MaxDirectMemorySize sets the limit",
                    tooLarge));
        } catch (RuntimeException | Error bug) {
            sink.onFailure(new MediaSourceException("source " + name + " failed: " + bug, bug));
        }
    }

    private void deliver(GuardedSink sink) throws IOException, InterruptedException, MediaSourceException {
        FrameBuffers buffers = new FrameBuffers(BUFFERS);
        int bytes = format.pictureBytes(width, height);
        ByteBuffer skipped = ByteBuffer.allocate(bytes);
        ReadableByteChannel channel = Channels.newChannel(stream);
        long due = clock.nanoTime();
        while (true) {
            Optional<ByteBuffer> free = buffers.take(bytes);
            ByteBuffer target = free.orElse(skipped.clear());
            if (!fill(channel, target)) {
                free.ifPresent(buffers::giveBack);
                return;
            }
            clock.sleepUntil(due);
            long now = clock.nanoTime();
            // Only a delay of a whole frame interval or more shifts the grid of due times.
            long captured = now - due < intervalNanos ? due : now;
            due = captured + intervalNanos;
            if (free.isPresent()) {
                sink.onVideo(
                        VideoFrame.of(format, width, height, target.flip(), captured, () -> buffers.giveBack(target)));
            }
        }
    }

    /** Fills the buffer with one picture; false at the end of the stream. */
    private boolean fill(ReadableByteChannel channel, ByteBuffer target) throws IOException, MediaSourceException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                if (target.position() > 0) {
                    throw new MediaSourceException("source " + name + " ended within a picture, after "
                            + target.position() + " of " + target.capacity() + " bytes: is it really " + width + "x"
                            + height + " " + format + "?");
                }
                return false;
            }
        }
        return true;
    }
}
