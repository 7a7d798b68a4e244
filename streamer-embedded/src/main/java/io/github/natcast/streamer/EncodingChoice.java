package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.EncoderException;
import io.github.natcast.streamer.encode.EncoderFactory;
import io.github.natcast.streamer.encode.EncodingFormat;
import io.github.natcast.streamer.encode.VideoPipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which of the wanted codecs this host can encode, by encoding. */
final class EncodingChoice {
    private static final Logger LOGGER = LoggerFactory.getLogger(Streamer.class);

    private EncodingChoice() {}

    /**
     * The usable codecs in the wanted order, each with its encoder open and warm.
     *
     * @param forcedEncoder leaves only the codec that this encoder makes
     * @throws EncoderException when none is usable; the message is the first codec's
     */
    static List<VideoCodec> warmUp(
            List<VideoCodec> wanted, Optional<String> forcedEncoder, EncoderFactory encoders, VideoPipeline pipeline)
            throws EncoderException, InterruptedException {
        List<VideoCodec> candidates =
                forcedEncoder.map(name -> madeBy(name, wanted, encoders)).orElse(wanted);
        List<VideoCodec> usable = new ArrayList<>();
        Map<VideoCodec, EncoderException> leftOut = new LinkedHashMap<>();
        for (VideoCodec codec : candidates) {
            try {
                pipeline.warmUp(EncodingFormat.of(codec));
                usable.add(codec);
            } catch (EncoderException e) {
                leftOut.put(codec, e);
            }
        }
        if (usable.isEmpty()) {
            for (EncoderException first : leftOut.values()) {
                throw first;
            }
        }
        leftOut.forEach((codec, reason) -> LOGGER.debug("{} is not offered: {}", codec, reason.getMessage()));
        return usable;
    }

    /** An unknown name is tried with the first codec, whose refusal names those there are. */
    private static List<VideoCodec> madeBy(String encoder, List<VideoCodec> wanted, EncoderFactory encoders) {
        for (VideoCodec codec : VideoCodec.values()) {
            if (encoders.ladder(EncodingFormat.of(codec)).contains(encoder)) {
                return List.of(codec);
            }
        }
        return wanted.subList(0, 1);
    }
}
