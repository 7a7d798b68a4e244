package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.ffmpeg.OpusDecoder;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.RtcpReader;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.h264.H264Depacketizer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The decoded media that a viewer of {@code Offers.withAudio} received, with times on the sender's wall clock, which
 * the sender reports relate to RTP timestamps (RFC 3550 §6.4.1). Confined to one thread.
 */
final class WireRecording {
    private static final int AUDIO = 111;
    private static final double BEEP = 0.3;
    private static final int QUIET_SAMPLES = 12_000;

    private record Packet(int sequenceNumber, int timestamp, byte[] payload) {}

    private final Map<Integer, List<Packet>> packets = new HashMap<>();
    private final Map<Integer, Integer> sources = new HashMap<>();
    private final Map<Integer, SenderReport> reports = new HashMap<>();

    /** Receives packets until there are some seconds of audio. */
    static WireRecording of(TinyViewer viewer, int seconds, int framesPerSecond) throws Exception {
        WireRecording recording = new WireRecording();
        int wanted = seconds * framesPerSecond;
        for (int i = 0; recording.audios() < wanted || recording.reports.size() < 2; i++) {
            assertThat(i).as("packets until there was enough audio").isLessThan(20 * wanted);
            byte[] packet = viewer.nextPacket();
            recording.take(Objects.requireNonNull(packet, "no packet came in time"));
        }
        return recording;
    }

    private int audios() {
        return packets.getOrDefault(AUDIO, List.of()).size();
    }

    private void take(byte[] packet) {
        if (TinyViewer.isRtcp(packet)) {
            for (RtcpPacket report : RtcpReader.read(packet, 0, packet.length)) {
                if (report instanceof SenderReport sender) {
                    reports.put((int) sender.ssrc(), sender);
                }
            }
            return;
        }
        int payloadType = packet[1] & 0x7f;
        sources.put(payloadType, Bytes.get32(packet, 8));
        packets.computeIfAbsent(payloadType, type -> new ArrayList<>())
                .add(new Packet(
                        Bytes.get16(packet, 2), Bytes.get32(packet, 4), Arrays.copyOfRange(packet, 12, packet.length)));
    }

    /** The capture times of the pictures that turn white, in milliseconds of the sender's wall clock. */
    List<Double> flashes(int payloadType) {
        Map<Integer, List<byte[]>> pictures = new TreeMap<>((a, b) -> Integer.compare(a - b, 0));
        packets.getOrDefault(payloadType, List.of())
                .forEach(packet -> pictures.computeIfAbsent(packet.timestamp, time -> new ArrayList<>())
                        .add(packet.payload));
        List<Double> flashes = new ArrayList<>();
        boolean white = true;
        try (TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            for (Map.Entry<Integer, List<byte[]>> picture : pictures.entrySet()) {
                ByteArrayOutputStream unit = new ByteArrayOutputStream();
                for (byte[] nal : H264Depacketizer.units(picture.getValue())) {
                    unit.writeBytes(new byte[] {0, 0, 0, 1});
                    unit.writeBytes(nal);
                }
                TestDecoder.Picture decoded = decoder.decode(unit.toByteArray()).orElseThrow();
                boolean bright = decoded.lumaAt(decoded.width() / 2, decoded.height() / 2) > 128;
                if (bright && !white) {
                    flashes.add(millis(payloadType, 90_000, picture.getKey()));
                }
                white = bright;
            }
        }
        return flashes;
    }

    /** The capture times of each tone's first sample, in milliseconds of the sender's wall clock. */
    List<Double> beeps() {
        List<Packet> audio = packets.getOrDefault(AUDIO, List.of());
        Packet first = audio.get(0);
        int samples = audio.get(1).timestamp - first.timestamp;
        for (int i = 1; i < audio.size(); i++) {
            assertThat(audio.get(i).timestamp - first.timestamp)
                    .as("packet %d", i)
                    .isEqualTo(i * samples);
        }
        float[] left = new OpusDecoder()
                .decodeLeft(audio.stream()
                        .map(packet -> new EncodedAudio(packet.payload, 0, false))
                        .toList());
        List<Double> beeps = new ArrayList<>();
        int quiet = 0;
        for (int i = 0; i < left.length; i++) {
            if (Math.abs(left[i]) < BEEP) {
                quiet++;
                continue;
            }
            if (quiet > QUIET_SAMPLES) {
                beeps.add(millis(AUDIO, 48_000, first.timestamp) + i / 48.0);
            }
            quiet = 0;
        }
        return beeps;
    }

    private double millis(int payloadType, int rate, int timestamp) {
        SenderReport report = Objects.requireNonNull(reports.get(sources.get(payloadType)));
        double reported =
                (report.ntpTimestamp() >>> 32) * 1e3 + (report.ntpTimestamp() & 0xFFFF_FFFFL) * 1e3 / (1L << 32);
        return reported + (timestamp - (int) report.rtpTimestamp()) * 1e3 / rate;
    }
}
