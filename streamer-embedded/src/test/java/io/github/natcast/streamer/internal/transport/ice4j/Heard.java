package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Notes what a session tells. */
final class Heard implements IceSessionListener {
    final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

    @Override
    public void onPath(MediaPath path) {
        paths.add(path);
    }

    @Override
    public void onPacket(byte[] buffer, int offset, int length) {
        packets.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void onFailed(String reason) {
        failures.add(reason);
    }
}
