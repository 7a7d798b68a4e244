package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one line into its {@link SdpLine}. Stateless. */
final class LineReader {
    private static final int MAX_PORT = 65535;

    private LineReader() {}

    static SdpLine read(int number, String text, String ending) {
        // A byte order mark is not part of RFC 8866; files saved by some editors begin with one.
        int from = text.startsWith("\uFEFF") ? 1 : 0;
        if (text.length() < from + 2 || text.charAt(from + 1) != '=') {
            return new SdpLine.Other(number, text, ending);
        }
        TokenCursor tokens = new TokenCursor(text, from + 2, text.length());
        return switch (text.charAt(from)) {
            case 'a' -> attribute(number, text, ending, from + 2);
            case 'm' -> media(number, text, ending, tokens);
            case 'c' ->
                ConnectionAddress.read(tokens)
                        .<SdpLine>map(address -> new SdpLine.Connection(number, text, ending, address))
                        .orElseGet(() -> new SdpLine.Other(number, text, ending));
            case 'o' -> origin(number, text, ending, from + 2);
            default -> new SdpLine.Other(number, text, ending);
        };
    }

    private static SdpLine origin(int number, String text, String ending, int from) {
        // RFC 8866 §5.2 has six fields and no blank in the user name; some senders write blanks, so count from the end.
        List<String> fields = new ArrayList<>(6);
        TokenCursor tokens = new TokenCursor(text, from, text.length());
        while (tokens.advance()) {
            fields.add(tokens.value());
        }
        int last = fields.size() - 1;
        if (last < 5) {
            return new SdpLine.Other(number, text, ending);
        }
        ConnectionAddress address =
                new ConnectionAddress(fields.get(last - 2), fields.get(last - 1), fields.get(last), "");
        String username = String.join(" ", fields.subList(0, last - 4));
        return new SdpLine.Origin(number, text, ending, username, fields.get(last - 4), fields.get(last - 3), address);
    }

    private static SdpLine media(int number, String text, String ending, TokenCursor tokens) {
        String kind = tokens.advance() ? tokens.value() : "";
        tokens.advance();
        int slash = text.indexOf('/', tokens.start());
        boolean counted = slash >= 0 && slash < tokens.end();
        int port = (int) TokenCursor.number(text, tokens.start(), counted ? slash : tokens.end(), MAX_PORT);
        int count = counted ? (int) TokenCursor.number(text, slash + 1, tokens.end(), MAX_PORT) : 1;
        String protocol = tokens.advance() ? tokens.value() : "";
        List<String> formats = new ArrayList<>();
        while (tokens.advance()) {
            formats.add(tokens.value());
        }
        return new SdpLine.Media(number, text, ending, kind, port, Math.max(count, 1), protocol, List.copyOf(formats));
    }

    private static SdpLine attribute(int number, String text, String ending, int from) {
        int colon = text.indexOf(':', from);
        String name = colon < 0 ? text.substring(from).strip() : text.substring(from, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (name.equals("candidate")) {
            Optional<IceCandidate> candidate = IceCandidate.tryParse(text.substring(from));
            if (candidate.isPresent()) {
                return new SdpLine.Candidate(number, text, ending, candidate.get());
            }
        } else if (name.equals("rtcp")) {
            TokenCursor tokens = new TokenCursor(text, colon < 0 ? text.length() : colon + 1, text.length());
            tokens.advance();
            int port = (int) tokens.number(MAX_PORT);
            if (port >= 0) {
                return new SdpLine.Rtcp(number, text, ending, port, ConnectionAddress.read(tokens));
            }
        }
        return new SdpLine.Attribute(number, text, ending, name, value);
    }
}
