package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.internal.media.source.frames.FrameEndpoint.Tcp;
import io.github.natcast.streamer.internal.media.source.frames.FrameEndpoint.UnixPath;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket that clients connect to. Owned by the server; closing it removes its file. */
final class FrameListener implements Closeable {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");
    private static final int BACKLOG = 16;

    private final ServerSocketChannel channel;
    /** The Unix socket's file, and its identity; null for TCP. */
    private final @Nullable Path path;

    private final @Nullable Object fileKey;

    private FrameListener(ServerSocketChannel channel, @Nullable Path path, @Nullable Object fileKey) {
        this.channel = channel;
        this.path = path;
        this.fileKey = fileKey;
    }

    /** @throws IOException with a message that says what is in the way, and what to do */
    static FrameListener open(FrameEndpoint endpoint) throws IOException {
        if (endpoint instanceof Tcp tcp) {
            return tcp(tcp);
        }
        return unix(((UnixPath) endpoint).path());
    }

    private static FrameListener tcp(Tcp endpoint) throws IOException {
        InetSocketAddress address = endpoint.address();
        if (address.isUnresolved()) {
            throw new IOException("the host \"" + endpoint.host() + "\" is not known");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // Otherwise a restart would wait for connections that are gone.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            channel.configureBlocking(false);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (!address.getAddress().isLoopbackAddress()) {
            LOGGER.warn(
                    "{}: everybody who reaches this address may send frames, since nothing asks who they are; bind"
                            + " 127.0.0.1 unless a firewall stands before it",
                    endpoint);
        }
        return new FrameListener(channel, null, null);
    }

    private static FrameListener unix(Path path) throws IOException {
        removeStale(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            channel.configureBlocking(false);
            // Whoever connected before the file was private may be anybody.
            for (SocketChannel early = channel.accept(); early != null; early = channel.accept()) {
                early.close();
            }
            return new FrameListener(channel, path, identity(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A socket that nobody listens on is left over from a process that was killed. */
    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw new IOException("the folder " + folder + " does not exist; create it");
            }
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException(path + " is there and is no socket; remove it, or choose another path");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException nobodyListens) {
            Files.delete(path);
            return;
        }
        throw new IOException("another process listens on " + path + "; stop it, or choose another path");
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    SocketAddress address() throws IOException {
        return channel.getLocalAddress();
    }

    /** Removes the file unless another process has put its own there since. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (path != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Object now = identity(path);
            if (fileKey != null && fileKey.equals(now)) {
                Files.delete(path);
            }
        }
    }
}
