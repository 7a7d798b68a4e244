package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.VideoCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the server is to encode. Immutable.
 *
 * @param codecs that browsers may be sent, the best first; empty for whatever works
 * @param encoder FFmpeg's name of the only one that may encode
 */
public record WantedEncoding(List<VideoCodec> codecs, Optional<String> encoder) {
    /** Whatever works. */
    public static final WantedEncoding ANY = new WantedEncoding(List.of(), Optional.empty());

    /** Copies the list. */
    public WantedEncoding {
        codecs = List.copyOf(codecs);
    }

    /** Reads it from the file that a command is given. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads it.
         *
         * @throws UserException with file, line and column, when the file cannot be read
         */
        WantedEncoding read(Path file) throws UserException;
    }
}
