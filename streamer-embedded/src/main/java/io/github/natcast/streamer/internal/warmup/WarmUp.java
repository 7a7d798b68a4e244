package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.Resources;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.answer.Serving;
import io.github.natcast.streamer.internal.connection.ControlThread;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.security.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warm-up of a cold JVM, in which the first viewer would take seconds to join: before the server opens, complete
 * viewers inside this process join and leave, from the offer over HTTP to RTCP about received pictures. They use
 * separate loopback ports and a separate pipeline, so no listener is notified of them, no metric counts them, and
 * nothing of them remains. Confined to one thread.
 */
public final class WarmUp {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");

    /** Offers by each of WHEP and WebSocket; the JVM compiles parsing and negotiation after some dozens. */
    private static final int OFFERS = 20;
    /** How many of the viewers also connect and receive media. */
    private static final int VIEWERS = 6;

    private static final int PACKETS = 20;
    /** The ICE credentials in an answer, or in a JSON string of one. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("a=ice-ufrag:([\\w+/]+).*?a=ice-pwd:([\\w+/]+)", Pattern.DOTALL);

    private final IceTransport transport;
    private final DtlsServer dtls;
    private int watched;

    private WarmUp(IceTransport transport, DtlsServer dtls) {
        this.transport = transport;
        this.dtls = dtls;
    }

    /**
     * Runs the warm-up; blocks for some seconds in a cold JVM. On a host that is too busy to answer in time it is given
     * up, because that state is temporary.
     *
     * @param answerers makes the handler of offers from the parts that serve the warm-up's viewers, and their pictures
     * @throws IOException when a viewer of the warm-up fails; a real viewer would fail as well
     */
    public static void run(
            BiFunction<Serving, MediaPipeline, SignalingHandler> answerers,
            VideoSettings video,
            EncoderFactory encoders,
            DtlsServer dtls,
            EgressSockets egress,
            SecureRandom random)
            throws IOException, MediaSourceException {
        SrtpWarmUp.run();
        try (Resources resources = new Resources()) {
            IceTransport transport =
                    resources.add(SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1, egress));
            Fanout fanout = resources.add(new Fanout(
                    FanoutSettings.ofDefaults().withSenderThreads(1),
                    transport::openEgress,
                    System::nanoTime,
                    InstantSource.system(),
                    random,
                    task -> Threads.daemon("natcast-warmup-sender", task)));
            // Not the program's source: it may have no picture yet, or be one that is played once.
            MediaPipeline media = resources.add(MediaPipeline.ofVideo(video, encoders));
            media.sources().start(VideoSource.testPattern());
            ControlThread control = resources.add(new ControlThread("natcast-warmup-control"));
            ViewerRegistry registry = resources.add(
                    new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), Integer.MAX_VALUE)));
            SignalingHandler answerer =
                    answerers.apply(new Serving(transport, fanout, control, registry, new TimelineReader()), media);
            WarmUp warmUp = new WarmUp(transport, dtls);
            String offer = WarmUpOffer.sdp(dtls.identity().fingerprint());
            SignalingWarmUp.run(answerer, offer, OFFERS, random, warmUp::watch);
        } catch (SocketTimeoutException tooBusy) {
            LOGGER.warn(
                    "The host is too busy: the warm-up was abandoned, and the first viewers may take longer to join");
        }
    }

    private void watch(String answer) throws IOException {
        if (watched++ >= VIEWERS) {
            return;
        }
        Matcher credentials = CREDENTIALS.matcher(answer);
        if (!credentials.find()) {
            throw new IOException("the warm-up's answer has no ICE credentials: " + answer);
        }
        try (LoopbackViewer viewer = new LoopbackViewer(
                transport.localAddresses().get(0),
                WarmUpOffer.CREDENTIALS,
                new IceCredentials(credentials.group(1), credentials.group(2)),
                dtls.identity())) {
            viewer.watch(PACKETS);
        }
    }

    /** Reads what a listener would read, so that this code is warm as well. */
    private static final class TimelineReader implements StreamerListener {
        @Override
        public void onViewerConnected(Viewer viewer) {
            viewer.timeline();
        }
    }
}
