package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.Resources;
import io.github.natcast.streamer.internal.addresses.PublicNames;
import io.github.natcast.streamer.internal.answer.ReachableAddresses;
import io.github.natcast.streamer.internal.channels.ChannelSet;
import io.github.natcast.streamer.internal.channels.TooManyChannelsException;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import io.github.natcast.streamer.internal.monitoring.MonitoringReports;
import io.github.natcast.streamer.internal.publish.Publications;
import io.github.natcast.streamer.internal.signaling.netty.NettyVersions;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PublicAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A running streamer. Thread-safe. */
public final class StreamerRuntime implements AutoCloseable {

    /** Opens the encoders; tests of what happens when one fails bring their own. */
    @FunctionalInterface
    public interface EncoderSource {
        EncoderFactory open() throws FfmpegMissingException;
    }

    private final Resources resources;
    private final ChannelSet channels;
    private final ChannelAssembly assembly;
    private final IceTransport transport;
    private final ReachableAddresses addresses;
    private final PublicNames names;
    private final SignalingOpening signaling;
    private final ViewerRegistry registry;
    private final MonitoringReports reports;
    private final AdvertisedServers advertised;
    private final Publications publications;

    StreamerRuntime(
            Resources resources,
            ChannelSet channels,
            ChannelAssembly assembly,
            IceTransport transport,
            ReachableAddresses addresses,
            PublicNames names,
            SignalingOpening signaling,
            ViewerRegistry registry,
            MonitoringReports reports,
            AdvertisedServers advertised,
            Publications publications) {
        this.resources = resources;
        this.channels = channels;
        this.assembly = assembly;
        this.transport = transport;
        this.addresses = addresses;
        this.names = names;
        this.signaling = signaling;
        this.registry = registry;
        this.reports = reports;
        this.advertised = advertised;
        this.publications = publications;
    }

    /**
     * Opens all parts and warms them up. Blocks for some seconds.
     *
     * @throws StreamerException when a part cannot be opened; nothing stays open then
     */
    public static StreamerRuntime open(StreamerConfig config, EncoderSource encoders)
            throws StreamerException, InterruptedException {
        Optional<String> netty = NettyVersions.unusable();
        if (netty.isPresent()) {
            throw new StreamerException(netty.get());
        }
        Resources resources = new Resources();
        boolean opened = false;
        try {
            StreamerRuntime runtime = new RuntimeOpening(config, resources).open(encoders);
            opened = true;
            return runtime;
        } catch (FfmpegMissingException | EncoderException | MediaSourceException | IOException e) {
            throw new StreamerException(String.valueOf(e.getMessage()), e);
        } catch (LinkageError e) {
            throw new StreamerException(
                    "a library on the class path is missing or of another version than natcast knows (" + e
                            + "); of Netty, " + NettyVersions.advice(),
                    e);
        } finally {
            if (!opened) {
                resources.close();
            }
        }
    }

    /** Opens a channel; blocks while its first source, or its standby, is opened. */
    public Channel open(String name, ChannelSettings settings) throws StreamerException {
        try {
            return channels.open(name, settings, assembly::open);
        } catch (MediaSourceException | EncoderException | TooManyChannelsException e) {
            throw new StreamerException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The open channel of this name. */
    public Optional<Channel> channel(String name) {
        return channels.channel(name).map(Channel.class::cast);
    }

    /** The open channels, the default one first. */
    public List<Channel> channels() {
        return List.copyOf(channels.channels());
    }

    /** The one of the builder's source. */
    public Channel defaultChannel() {
        return channels.channel(Channel.DEFAULT_NAME)
                .orElseThrow(() -> new IllegalStateException("the streamer is not running"));
    }

    /** Empty where the streamer has no HTTP port of its own. */
    public Optional<InetSocketAddress> httpAddress() {
        return signaling.http();
    }

    /** Empty where the operator has no address of its own. */
    public Optional<InetSocketAddress> adminAddress() {
        return signaling.admin();
    }

    public Signaling signaling() {
        return signaling.endpoint();
    }

    public List<InetSocketAddress> mediaAddresses() {
        return transport.localAddresses();
    }

    public List<PublicAddress> publicAddresses() {
        return addresses.publicAddresses();
    }

    public void publicAddresses(List<PublicAddress> value) {
        names.stop();
        addresses.publicAddresses(value);
    }

    public List<Viewer> viewers() {
        return registry.viewers();
    }

    public List<Publication> publications() {
        return List.copyOf(publications.open());
    }

    public StreamerHealth health() {
        return reports.health();
    }

    public StreamerMetrics metrics() {
        return reports.metrics();
    }

    public void iceServers(List<IceServer> value) {
        advertised.set(value);
    }

    public void maximumViewers(int value) {
        registry.maximum(value);
    }

    /** Lets nobody in from now on. */
    public void drain() {
        registry.drain();
    }

    /** Closes the parts in the reverse order of their opening: signalling first, the transport last. */
    @Override
    public void close() {
        resources.close();
    }
}
