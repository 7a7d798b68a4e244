package io.github.natcast.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One line of a description, as it was read. Immutable.
 *
 * <p>A line whose fields cannot be read as its type demands is an {@link Attribute} or {@link Other}, never an error.
 */
public sealed interface SdpLine {

    /** The line's number in the description, from 1. */
    int number();

    /** The line without its ending, exactly as read. */
    String text();

    /** The line's ending exactly as read: CRLF, LF, CR, or empty at the end of a text without a final line ending. */
    String ending();

    /** {@code o=<username> <sess-id> <sess-version> <nettype> <addrtype> <unicast-address>} (RFC 8866 §5.2). */
    record Origin(
            int number,
            String text,
            String ending,
            String username,
            String sessionId,
            String sessionVersion,
            ConnectionAddress address)
            implements SdpLine {}

    /** {@code c=<nettype> <addrtype> <connection-address>} (RFC 8866 §5.7). */
    record Connection(int number, String text, String ending, ConnectionAddress address) implements SdpLine {}

    /**
     * {@code m=<media> <port>[/<number of ports>] <proto> <fmt> ...} (RFC 8866 §5.14). Every line that begins with
     * {@code m=} is one, since it begins a section whatever follows; missing fields are empty.
     *
     * @param port 0 to 65535; -1 when the line has none that is valid
     * @param portCount 1 when the line has no count
     */
    record Media(
            int number,
            String text,
            String ending,
            String kind,
            int port,
            int portCount,
            String protocol,
            List<String> formats)
            implements SdpLine {}

    /** {@code a=rtcp:<port> [<nettype> <addrtype> <connection-address>]} (RFC 3605 §2.1). */
    record Rtcp(int number, String text, String ending, int port, Optional<ConnectionAddress> address)
            implements SdpLine {}

    /** {@code a=candidate:…} (RFC 8839 §5.1). */
    record Candidate(int number, String text, String ending, IceCandidate candidate) implements SdpLine {}

    /**
     * {@code a=<name>[:<value>]} (RFC 8866 §5.13) of any other name.
     *
     * @param value blanks around it removed; empty for a property attribute
     */
    record Attribute(int number, String text, String ending, String name, String value) implements SdpLine {}

    /** Any other line, even one that is not SDP. */
    record Other(int number, String text, String ending) implements SdpLine {}
}
