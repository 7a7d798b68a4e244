package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.bitstream.Disposability;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One open FFmpeg encoder; owns its context and packet. Confined to the thread that opened it. */
final class FfmpegEncoder implements VideoEncoder {
    /** The most packets that a closing encoder is asked for. */
    private static final int MOST_DRAINED = 100;

    private final EncoderDefinition definition;
    private final EncoderInput input;
    private final ParameterSets parameterSets;
    private final Disposability disposability;
    private final AVPacket packet;
    private final RateDebt debt;
    private final long frameMicros;
    /** Bytes. */
    private final int maximumUnit;

    private boolean started;
    /** Whether the open context was given a picture. */
    private boolean fed;

    private boolean closed;
    /** Presentation times count from here, in microseconds. */
    private long originNanos;

    FfmpegEncoder(EncoderDefinition definition, EncodingFormat format, VideoSettings settings) throws EncoderException {
        this.definition = definition;
        this.maximumUnit = format.maximumUnit().orElse(Integer.MAX_VALUE);
        parameterSets = new ParameterSets(definition.name(), format);
        disposability = Disposability.of(format.codec());
        debt = new RateDebt(settings.bitrate());
        frameMicros = settings.frameIntervalNanos() / 1000;
        input = new EncoderInput(definition.setUpFor(format), settings);
        packet = av_packet_alloc(); // once nothing can be refused any more
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public void encode(VideoFrame picture, long captureTimeNanos, boolean keyFrame, Consumer<EncodedFrame> output)
            throws EncoderException, UnsupportedPictureException {
        if (!started) {
            started = true;
            originNanos = captureTimeNanos;
        }
        if (debt.isTooLarge(captureTimeNanos) && !keyFrame) {
            return;
        }
        AVFrame frame = input.prepare(picture, captureTimeNanos);
        frame.pts((captureTimeNanos - originNanos) / 1000);
        frame.duration(frameMicros);
        frame.pict_type(keyFrame ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        fed = true;
        check(avcodec_send_frame(input.context(), frame));
        while (true) {
            int result = avcodec_receive_packet(input.context(), packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result);
            try {
                deliver(output);
            } finally {
                av_packet_unref(packet);
            }
        }
    }

    @Override
    public void bitrate(int bitsPerSecond) throws EncoderException {
        debt.bitrate(bitsPerSecond);
        if (definition.followsBitrate()) {
            input.bitrate(bitsPerSecond);
        } else {
            drain();
            input.reopen(bitsPerSecond);
        }
    }

    private void deliver(Consumer<EncodedFrame> output) throws EncoderException {
        byte[] data = new byte[packet.size()];
        if (data.length > 0) {
            packet.data().get(data);
        }
        debt.encoded(data.length);
        if (data.length == 0 || parameterSets.keepsApart(data)) {
            return;
        }
        boolean keyFrame = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (keyFrame) {
            data = parameterSets.complete(data, this::extradata);
        }
        if (maximumUnit < Integer.MAX_VALUE) {
            requireShortUnits(data);
        }
        boolean disposable = disposability.isDisposable(data) && !keyFrame;
        output.accept(
                new EncodedFrame(definition.codec(), data, keyFrame, originNanos + packet.pts() * 1000, disposable));
    }

    /** A longer unit cannot be sent: an encoder that exceeds the limit gives way to the next one. */
    private void requireShortUnits(byte[] data) throws EncoderException {
        AnnexB units = new AnnexB(data);
        while (units.next()) {
            if (units.length() > maximumUnit) {
                throw new EncoderException(definition.name() + ": a NAL unit of " + units.length()
                        + " bytes came out where at most " + maximumUnit + " were asked for");
            }
        }
    }

    private byte[] extradata() {
        AVCodecContext context = input.context();
        byte[] bytes = new byte[context.extradata() == null ? 0 : context.extradata_size()];
        if (bytes.length > 0) {
            context.extradata().get(bytes);
        }
        return bytes;
    }

    private void check(int result) throws EncoderException {
        if (result < 0) {
            throw new EncoderException(definition.name() + ": " + Ffmpeg.message(result));
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        drain();
        input.close();
        av_packet_free(packet);
    }

    /** SVT-AV1 complains, and may lose memory, when it is freed before its end of stream. */
    private void drain() {
        if (fed && !input.context().isNull() && avcodec_send_frame(input.context(), null) >= 0) {
            for (int i = 0; i < MOST_DRAINED && avcodec_receive_packet(input.context(), packet) >= 0; i++) {
                av_packet_unref(packet);
            }
        }
        fed = false;
    }
}
