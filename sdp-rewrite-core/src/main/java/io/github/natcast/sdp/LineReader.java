package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.ConnectionSyntax;
import io.github.natcast.sdp.internal.LineCursor;
import io.github.natcast.sdp.internal.LineKind;
import io.github.natcast.sdp.internal.MediaSyntax;
import io.github.natcast.sdp.internal.OriginSyntax;
import io.github.natcast.sdp.internal.RtcpSyntax;
import io.github.natcast.sdp.internal.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one line into its {@link SdpLine}. Stateless. */
final class LineReader {
    private LineReader() {}

    static SdpLine read(int number, String text, String ending) {
        int from = !text.isEmpty() && text.charAt(0) == LineCursor.BYTE_ORDER_MARK ? 1 : 0;
        LineKind kind = LineKind.of(text, from, text.length());
        Optional<? extends SdpLine> line = switch (kind) {
            case FOREIGN, INFORMATION, OTHER -> Optional.of(new SdpLine.Other(number, text, ending));
            case CONNECTION -> connection(number, text, ending, from + 2);
            case ORIGIN -> origin(number, text, ending, from + 2);
            case MEDIA -> Optional.of(media(number, text, ending, from + 2));
            case CANDIDATE ->
                IceCandidate.tryParse(text.substring(from))
                        .map(candidate -> new SdpLine.Candidate(number, text, ending, candidate));
            case RTCP -> rtcp(number, text, ending, kind.valueStart(from));
            default -> Optional.empty();
        };
        if (line.isPresent()) {
            return line.get();
        }
        return kind == LineKind.CONNECTION || kind == LineKind.ORIGIN
                ? new SdpLine.Other(number, text, ending)
                : attribute(number, text, ending, from + 2);
    }

    private static Optional<SdpLine> connection(int number, String text, String ending, int from) {
        return ConnectionAddress.read(text, from, text.length())
                .map(address -> new SdpLine.Connection(number, text, ending, address));
    }

    private static Optional<SdpLine> origin(int number, String text, String ending, int from) {
        OriginSyntax origin = new OriginSyntax(text);
        ConnectionSyntax connection = new ConnectionSyntax(text);
        if (!origin.read(from, text.length()) || !connection.read(origin.connectionStart, text.length())) {
            return Optional.empty();
        }
        ConnectionAddress address = new ConnectionAddress(
                text.substring(connection.networkTypeStart, connection.networkTypeEnd),
                text.substring(connection.addressTypeStart, connection.addressTypeEnd),
                text.substring(connection.addressStart, connection.tokenEnd),
                "");
        return Optional.of(new SdpLine.Origin(
                number,
                text,
                ending,
                text.substring(origin.usernameStart, origin.usernameEnd),
                text.substring(origin.sessionIdStart, origin.sessionIdEnd),
                text.substring(origin.versionStart, origin.versionEnd),
                address));
    }

    private static SdpLine media(int number, String text, String ending, int from) {
        MediaSyntax media = new MediaSyntax(text);
        media.read(from, text.length());
        List<String> formats = new ArrayList<>();
        TokenCursor tokens = new TokenCursor(text, media.protocolEnd, text.length());
        while (tokens.advance()) {
            formats.add(tokens.value());
        }
        return new SdpLine.Media(
                number,
                text,
                ending,
                text.substring(media.kindStart, media.kindEnd),
                media.port,
                Math.max(media.portCount, 1),
                text.substring(media.protocolStart, media.protocolEnd),
                List.copyOf(formats));
    }

    private static Optional<SdpLine> rtcp(int number, String text, String ending, int from) {
        RtcpSyntax rtcp = new RtcpSyntax(text);
        return rtcp.read(from, text.length())
                ? Optional.of(new SdpLine.Rtcp(
                        number, text, ending, rtcp.port, ConnectionAddress.read(text, rtcp.portEnd, text.length())))
                : Optional.empty();
    }

    private static SdpLine attribute(int number, String text, String ending, int from) {
        int colon = text.indexOf(':', from);
        String name = colon < 0 ? text.substring(from).strip() : text.substring(from, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1).strip();
        return new SdpLine.Attribute(number, text, ending, name, value);
    }
}
