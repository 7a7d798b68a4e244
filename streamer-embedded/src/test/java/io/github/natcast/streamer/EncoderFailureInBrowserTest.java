package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegMissingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A real browser watches while its encoder fails, as after a reset of the driver. */
final class EncoderFailureInBrowserTest {
    private static final String RECEIVED = """
            (async () => {
              const report = await natcast.connection.getStats();
              const video = [...report.values()].find(s => s.type === 'inbound-rtp' && s.kind === 'video');
              return { frames: video.framesDecoded, keyFrames: video.keyFramesDecoded };
            })()""";

    /** FFmpeg's encoders, and a preferred one whose device can be lost. */
    private static final class WithOneThatDies implements EncoderFactory {
        private final FfmpegEncoders real;
        private volatile boolean dead;

        WithOneThatDies() throws FfmpegMissingException {
            real = new FfmpegEncoders();
        }

        @Override
        public VideoDecoder openDecoder(VideoCodec codec) throws EncoderException {
            return real.openDecoder(codec);
        }

        @Override
        public List<String> candidates(EncodingFormat format) {
            List<String> names = new ArrayList<>(real.candidates(format));
            names.add(0, "h264_mortal");
            return names;
        }

        @Override
        public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
            if (!name.equals("h264_mortal")) {
                return real.open(name, format, settings);
            }
            if (dead || format.codec() != VideoCodec.H264) {
                throw new EncoderException("h264_mortal: no such device");
            }
            VideoEncoder encoder = real.open("libopenh264", format, settings);
            return new VideoEncoder() {
                @Override
                public String name() {
                    return "h264_mortal";
                }

                @Override
                public void encode(VideoFrame picture, long time, boolean keyFrame, Consumer<EncodedFrame> output)
                        throws EncoderException,
                                io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException {
                    if (dead) {
                        throw new EncoderException("h264_mortal: device lost");
                    }
                    encoder.encode(picture, time, keyFrame, output);
                }

                @Override
                public void bitrate(int bitsPerSecond) throws EncoderException {
                    encoder.bitrate(bitsPerSecond);
                }

                @Override
                public void close() {
                    encoder.close();
                }
            };
        }
    }

    @Test
    void thePictureGoesOnAfterOneKeyFrame() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "no Chromium on the PATH: real playback is not tested");
        WithOneThatDies encoders = new WithOneThatDies();
        Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build(() -> encoders);
        try (streamer;
                Chromium browser = Chromium.start()) {
            streamer.start();
            PlayingPage page = PlayingPage.open(browser, streamer.address());
            assertThat(page.framesPerSecond(2)).isGreaterThan(10);
            assertThat(body(streamer, "metrics")).contains("encoder=\"h264_mortal\"");
            JsonNode before = browser.evaluate(RECEIVED);

            encoders.dead = true;

            browser.await(
                    "(" + RECEIVED + ").then(now => now.frames > "
                            + (before.get("frames").asInt() + 50) + ")",
                    Duration.ofSeconds(20));
            JsonNode after = browser.evaluate(RECEIVED);
            assertThat(after.get("keyFrames").asInt())
                    .isEqualTo(before.get("keyFrames").asInt() + 1);
            assertThat(page.statistics().get("lost").asInt()).isZero();
            assertThat(body(streamer, "metrics"))
                    .contains("natcast_encoder_failures_total 1\n")
                    .contains("rendition=\"0\",encoder=\"h264_mortal\",reason=\"h264_mortal: device lost\"} 1\n");
            assertThat(body(streamer, "healthz")).contains("\"h264_mortal\":\"h264_mortal: device lost\"");
        }
    }

    private static String body(Streamer streamer, String path) throws Exception {
        URI address = streamer.address().resolve(path);
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
