package io.github.natcast.streamer.whip;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** libwebrtc, by webrtc-java, as the answering side; it counts the pictures that it shows. Thread-safe. */
final class LibwebrtcPeer implements AutoCloseable {
    private static final int SECONDS = 10;

    private final HeadlessAudioDeviceModule silence = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory factory = new PeerConnectionFactory(silence);
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final AtomicInteger pictures = new AtomicInteger();
    private volatile String size = "";
    private volatile int loudest;
    private final RTCPeerConnection connection = factory.createPeerConnection(new RTCConfiguration(), new Events());

    /** Whether its native library can be loaded here, which needs those of a desktop. */
    static boolean isUsable() {
        try {
            new LibwebrtcPeer().close();
            return true;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError | RuntimeException missing) {
            return false;
        }
    }

    /** Answers with all candidates. */
    String answer(String offer) throws Exception {
        set(observer -> connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.OFFER, offer), observer));
        CompletableFuture<RTCSessionDescription> answer = new CompletableFuture<>();
        connection.createAnswer(new RTCAnswerOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                answer.complete(description);
            }

            @Override
            public void onFailure(String error) {
                answer.completeExceptionally(new IllegalStateException(error));
            }
        });
        RTCSessionDescription description = answer.get(SECONDS, TimeUnit.SECONDS);
        set(observer -> connection.setLocalDescription(description, observer));
        gathered.get(SECONDS, TimeUnit.SECONDS);
        return Objects.requireNonNull(connection.getLocalDescription().sdp);
    }

    private interface Setting {
        void begin(SetSessionDescriptionObserver observer);
    }

    private static void set(Setting setting) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        setting.begin(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                done.complete(null);
            }

            @Override
            public void onFailure(String error) {
                done.completeExceptionally(new IllegalStateException(error));
            }
        });
        done.get(SECONDS, TimeUnit.SECONDS);
    }

    int pictures() {
        return pictures.get();
    }

    /** Of the last picture, such as {@code 640x360}. */
    String size() {
        return size;
    }

    /** The largest sample that it has heard, of 16 bits. */
    int loudest() {
        return loudest;
    }

    /** What it has received of {@code video} or {@code audio}, by W3C's names. */
    Map<String, Object> received(String kind) throws Exception {
        CompletableFuture<Map<String, Object>> found = new CompletableFuture<>();
        connection.getStats(report -> found.complete(report.getStats().values().stream()
                .filter(stats -> stats.getType() == RTCStatsType.INBOUND_RTP)
                .map(RTCStats::getAttributes)
                .filter(attributes -> kind.equals(attributes.get("kind")))
                .findFirst()
                .orElse(Map.of())));
        return found.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Ends without a word, as a killed process does not; its DTLS says goodbye. */
    @Override
    public void close() {
        connection.close();
        factory.dispose();
        silence.dispose();
    }

    private final class Events implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {}

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                gathered.complete(null);
            }
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            MediaStreamTrack track = transceiver.getReceiver().getTrack();
            if (track instanceof VideoTrack video) {
                video.addSink(frame -> {
                    size = frame.buffer.getWidth() + "x" + frame.buffer.getHeight();
                    pictures.incrementAndGet();
                });
            } else if (track instanceof AudioTrack audio) {
                audio.addSink((samples, bits, rate, channels, frames) -> {
                    for (int i = 1; i < samples.length; i += 2) {
                        loudest = Math.max(loudest, Math.abs((samples[i] << 8) | (samples[i - 1] & 0xff)));
                    }
                });
            }
        }
    }
}
