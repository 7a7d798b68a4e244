package io.github.natcast.streamer.internal.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg's own RTP muxer, writing into memory: the second opinion on our packetizers. */
public final class FfmpegRtpMuxer {
    private static final int BUFFER_LENGTH = 4096;

    private FfmpegRtpMuxer() {}

    /** The payloads of the RTP packets that FFmpeg makes of one access unit; {@code options} are names and values. */
    public static List<byte[]> packetize(int codecId, byte[] accessUnit, int maximumPayload, String... options) {
        List<byte[]> payloads = new ArrayList<>();
        AVFormatContext context = avformat_alloc_context();
        AVPacket packet = av_packet_alloc();
        AVDictionary dictionary = new AVDictionary(null);
        AVIOContext io = null;
        try (BytePointer data = new BytePointer(accessUnit);
                PacketSink sink = new PacketSink(payloads)) {
            context.oformat(av_guess_format("rtp", (String) null, null));
            AVStream stream = avformat_new_stream(context, null);
            stream.codecpar().codec_type(AVMEDIA_TYPE_VIDEO);
            stream.codecpar().codec_id(codecId);
            stream.codecpar().width(64).height(64);
            context.strict_std_compliance(-2);
            for (int i = 0; i < options.length; i += 2) {
                av_dict_set(dictionary, options[i], options[i + 1], 0);
            }
            BytePointer buffer = new BytePointer(av_malloc(BUFFER_LENGTH)).capacity(BUFFER_LENGTH);
            io = avio_alloc_context(buffer, BUFFER_LENGTH, 1, null, null, sink, null);
            io.max_packet_size(maximumPayload + PacketSizes.RTP_HEADER);
            context.pb(io);
            check(avformat_write_header(context, dictionary));
            packet.data(data).size(accessUnit.length).pts(0).dts(0).stream_index(0);
            packet.flags(AV_PKT_FLAG_KEY);
            check(av_write_frame(context, packet));
            check(av_write_trailer(context));
            return payloads;
        } finally {
            packet.data(null).size(0);
            av_packet_free(packet);
            avformat_free_context(context);
            if (io != null) {
                av_free(io.buffer());
                avio_context_free(io);
            }
        }
    }

    /** Each write is one packet, for the muxer flushes behind it. */
    private static final class PacketSink extends Write_packet_Pointer_BytePointer_int {
        private final List<byte[]> payloads;
        private boolean afterMarker;

        PacketSink(List<byte[]> payloads) {
            this.payloads = payloads;
        }

        @Override
        public int call(Pointer opaque, BytePointer buffer, int length) {
            byte[] packet = new byte[length];
            buffer.get(packet);
            int type = packet[1] & 0xFF;
            boolean isRtcp = type >= 192 && type <= 223;
            if (!isRtcp) {
                RtpHeader header = RtpHeader.read(packet, 0, length).orElseThrow();
                assertThat(afterMarker).as("a packet behind the marker").isFalse();
                afterMarker = header.marker();
                byte[] payload = new byte[header.payloadLength()];
                System.arraycopy(packet, header.payloadOffset(), payload, 0, payload.length);
                payloads.add(payload);
            }
            return length;
        }
    }

    private static void check(int result) {
        assertThat(result).as("FFmpeg's answer").isNotNegative();
    }
}
