package io.github.natcast.streamer.internal.sender;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a stream's packets are called, each in its header extension where that is negotiated. Immutable.
 *
 * @param mid of its media section (RFC 9143 §15); empty to leave it out
 * @param rid of the simulcast stream (RFC 8852 §4.1); empty when it is none
 */
public record StreamNames(Optional<String> mid, Optional<String> rid) {
    /** The SSRC says enough. */
    public static final StreamNames NONE = new StreamNames(Optional.empty(), Optional.empty());

    /** RFC 8285 §4.2. */
    private static final int LONGEST = 16;

    public StreamNames {
        mid.ifPresent(name -> require("mid", name));
        rid.ifPresent(name -> require("rid", name));
    }

    private static void require(String what, String name) {
        int length = name.getBytes(StandardCharsets.US_ASCII).length;
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException(
                    what + " \"" + name + "\" has " + length + " characters; a header extension has room for 1 to 16");
        }
    }
}
