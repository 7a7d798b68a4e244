package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.internal.media.bitstream.CodedStream;
import io.github.natcast.streamer.internal.media.bitstream.StreamFacts;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The source on air while it delivers units that it has encoded: hands each to the encodings that can send it as it is,
 * and has it decoded for the others while there are any. Confined to the encodings' lock.
 */
final class CodedInput {
    private static final Logger LOGGER = LoggerFactory.getLogger(CodedInput.class);
    /** What one viewer's queue of frames takes at once. */
    private static final int MOST_BEGINNING = 32;

    private final EncoderFactory codecs;
    private final Consumer<Decoding.Picture> pictures;
    private final Gop gop = new Gop();
    /** Why a format's viewers get pictures that are encoded again, as the log says. */
    private final Map<EncodingFormat, String> told = new HashMap<>();

    /** Decoders that were stopped, and whose threads may still run. */
    private final List<Decoding> ending = new ArrayList<>();

    private @Nullable CodedStream stream;
    private @Nullable Decoding decoding;
    /** Whether one that died is replaced before the next key frame: not if that died, too. */
    private boolean replaces = true;

    /** @param pictures called on the decoder's thread with each picture and its maker */
    CodedInput(EncoderFactory codecs, Consumer<Decoding.Picture> pictures) {
        this.codecs = codecs;
        this.pictures = pictures;
    }

    void offer(EncodedUnit unit, boolean first, List<Encoding> encodings) {
        CodedStream reading = stream;
        if (reading == null || first || reading.codec() != unit.codec()) {
            end(List.of());
            encodings.forEach(Encoding::sourceChanged);
            reading = new CodedStream(unit.codec());
            stream = reading;
        }
        EncodedFrame frame = reading.read(unit);
        if (frame == null) {
            return;
        }
        gop.add(frame);
        boolean decoded = false;
        StreamFacts facts = reading.facts();
        for (Encoding encoding : encodings) {
            if (encoding.isWatched()) {
                Optional<String> why = facts.obstacleFor(encoding.format());
                boolean needsPictures = encoding.offer(frame, why);
                decoded |= needsPictures;
                if (needsPictures) {
                    tell(encoding.format(), facts, why);
                }
            }
        }
        decode(frame, decoded);
    }

    private void decode(EncodedFrame frame, boolean needed) {
        replaces |= frame.keyFrame();
        if (decoding != null && decoding.hasDied() && replaces) {
            stopDecoding();
            replaces = false;
        }
        Decoding running = decoding;
        if (!needed) {
            stopDecoding();
        } else if (running != null) {
            running.offer(frame);
        } else if (!gop.units().isEmpty()) {
            decoding = Decoding.start(codecs, frame.codec(), gop.units(), pictures);
        }
    }

    private void tell(EncodingFormat format, StreamFacts facts, Optional<String> why) {
        if (why.isPresent() && !(facts + why.get()).equals(told.put(format, facts + why.get()))) {
            LOGGER.atLevel(facts.obstacle().isPresent() ? Level.WARN : Level.INFO)
                    .log("The source's {} is encoded again as {}, {}", facts, format, why.get());
        }
    }

    /** Whether a picture is one that is still waited for. */
    boolean isCurrent(Decoding maker) {
        return decoding == maker;
    }

    /** As {@link StreamFacts#copiedH264} says. */
    int copiedH264() {
        CodedStream reading = stream;
        return reading == null || !reading.hasBegun() ? 0 : reading.facts().copiedH264();
    }

    /** Whether the source on air has encoded its pictures. */
    boolean isOnAir() {
        return stream != null;
    }

    /** What the first viewer of a format can start with: few units from a key frame on. */
    List<EncodedFrame> beginning(EncodingFormat format) {
        CodedStream reading = stream;
        List<EncodedFrame> units = gop.units();
        boolean few = !units.isEmpty() && units.size() <= MOST_BEGINNING;
        return few && reading != null && reading.facts().obstacleFor(format).isEmpty() ? units : List.of();
    }

    /** Another source is on air. */
    void end(List<Encoding> encodings) {
        stream = null;
        gop.clear();
        stopDecoding();
        encodings.forEach(Encoding::stopCopying);
    }

    /** Ends, and returns the decoders whose threads may still run. */
    List<Decoding> close() {
        end(List.of());
        return List.copyOf(ending);
    }

    private void stopDecoding() {
        if (decoding != null) {
            decoding.stop();
            ending.removeIf(Decoding::isOver);
            ending.add(decoding);
            decoding = null;
        }
    }
}
