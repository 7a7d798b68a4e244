package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wanted formats that this host can encode, which a test encoding has confirmed. Immutable.
 *
 * @param codecs the usable codecs, in the wanted order
 * @param h264Profiles the usable H.264 profiles, the preferred one first; constrained baseline is always among them
 */
public record UsableEncodings(List<VideoCodec> codecs, List<H264Profile> h264Profiles) {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");

    public UsableEncodings {
        codecs = List.copyOf(codecs);
        h264Profiles = List.copyOf(h264Profiles);
    }

    /**
     * Opens and warms up an encoder of each codec. The other profile of H.264 is only looked up by name; its encoder
     * opens when the first viewer needs it.
     *
     * @param video the video settings; a forced encoder restricts the codecs to the one that it encodes
     * @throws EncoderException when no codec is usable; the message has the reason of each, and what to change
     */
    public static UsableEncodings warmUp(
            List<VideoCodec> wanted, VideoSettings video, EncoderFactory encoders, VideoEncodings encodings)
            throws EncoderException, InterruptedException {
        List<VideoCodec> candidates =
                video.encoder().map(name -> madeBy(name, wanted, encoders)).orElse(wanted);
        List<VideoCodec> usable = new ArrayList<>();
        List<H264Profile> profiles = List.of(H264Profile.CONSTRAINED_BASELINE);
        Map<VideoCodec, EncoderException> leftOut = new LinkedHashMap<>();
        for (VideoCodec codec : candidates) {
            try {
                if (codec == VideoCodec.H264) {
                    profiles = warmUpH264(video.h264Profile(), encodings);
                } else {
                    encodings.of(EncodingFormat.of(codec)).warmUp();
                }
                usable.add(codec);
            } catch (EncoderException e) {
                leftOut.put(codec, e);
            }
        }
        if (usable.isEmpty()) {
            throw none(video.encoder().isPresent(), leftOut);
        }
        leftOut.forEach((codec, reason) -> LOGGER.debug("{} is not offered: {}", codec, reason.getMessage()));
        return new UsableEncodings(usable, profiles);
    }

    /**
     * The same for other settings than those that were warmed up, without opening anything: an encoder that only turns
     * out not to work when the first viewer needs it is a failure then. What was tried for these settings is not
     * offered where it failed.
     *
     * @param tried the codecs that were warmed up, usable or not, with the same forced encoder
     * @throws EncoderException when there is no encoder by name
     */
    public UsableEncodings lookUp(
            List<VideoCodec> wanted, VideoSettings video, EncoderFactory encoders, List<VideoCodec> tried)
            throws EncoderException {
        List<VideoCodec> candidates =
                video.encoder().map(name -> madeBy(name, wanted, encoders)).orElse(wanted);
        List<VideoCodec> usable = candidates.stream()
                .filter(codec -> !tried.contains(codec) || codecs.contains(codec))
                .filter(codec -> canTry(EncodingFormat.of(codec), video, encoders))
                .toList();
        if (usable.isEmpty()) {
            throw new EncoderException("there is no encoder for any of " + wanted
                    + video.encoder().map(name -> " named \"" + name + '"').orElse(""));
        }
        List<H264Profile> profiles = new ArrayList<>(List.of(H264Profile.CONSTRAINED_BASELINE));
        if (canTry(EncodingFormat.h264(H264Profile.MAIN), video, encoders)) {
            profiles.add(video.h264Profile() == H264Profile.MAIN ? 0 : 1, H264Profile.MAIN);
        }
        return new UsableEncodings(usable, profiles);
    }

    private static boolean canTry(EncodingFormat format, VideoSettings video, EncoderFactory encoders) {
        List<String> names = encoders.candidates(format);
        return video.encoder().map(names::contains).orElse(!names.isEmpty());
    }

    private static List<H264Profile> warmUpH264(H264Profile preferred, VideoEncodings encodings)
            throws EncoderException, InterruptedException {
        if (preferred == H264Profile.MAIN) {
            try {
                encodings.of(EncodingFormat.h264(H264Profile.MAIN)).warmUp();
                return List.of(H264Profile.MAIN, H264Profile.CONSTRAINED_BASELINE);
            } catch (EncoderException refused) {
                LOGGER.warn("H.264 is sent in constrained baseline, not in main: {}", refused.getMessage());
                encodings
                        .of(EncodingFormat.h264(H264Profile.CONSTRAINED_BASELINE))
                        .warmUp();
                return List.of(H264Profile.CONSTRAINED_BASELINE);
            }
        }
        encodings.of(EncodingFormat.h264(H264Profile.CONSTRAINED_BASELINE)).warmUp();
        return encodings.canTry(EncodingFormat.h264(H264Profile.MAIN))
                ? List.of(H264Profile.CONSTRAINED_BASELINE, H264Profile.MAIN)
                : List.of(H264Profile.CONSTRAINED_BASELINE);
    }

    private static EncoderException none(boolean forced, Map<VideoCodec, EncoderException> leftOut) {
        String reasons = leftOut.entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue().getMessage() + ")")
                .collect(Collectors.joining(", "));
        EncoderException none = new EncoderException(
                forced
                        ? "the encoder that is to be used does not work here: " + reasons
                                + "; install what it needs, name another one, or none: then the first one that works"
                                + " is taken"
                        : "nothing here encodes " + reasons + "; install what the encoders need, or let other codecs be"
                                + " sent: H264 and VP8 are encoded by software on every host");
        leftOut.values().forEach(none::addSuppressed);
        return none;
    }

    /** The codec of a forced encoder. An unknown name is tried with the first codec, whose error lists valid names. */
    private static List<VideoCodec> madeBy(String encoder, List<VideoCodec> wanted, EncoderFactory encoders) {
        for (VideoCodec codec : VideoCodec.values()) {
            if (encoders.candidates(EncodingFormat.of(codec)).contains(encoder)) {
                return List.of(codec);
            }
        }
        return wanted.subList(0, 1);
    }
}
