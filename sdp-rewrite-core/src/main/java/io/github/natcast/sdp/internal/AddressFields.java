package io.github.natcast.sdp.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Where one line has addresses by its form, and whatever stands there is an address or a host name, also one without a
 * dot. Confined to its caller's thread.
 *
 * <p>These are the forms that do not say {@code IP4} or {@code IP6} right before each address.
 */
final class AddressFields {
    private static final String CANDIDATE = "candidate:";

    private final String line;
    private final List<Field> fields = new ArrayList<>(2);

    /** A place in the line. */
    record Field(int start, int end) {}

    private AddressFields(String line) {
        this.line = line;
    }

    /**
     * The fields, in their order.
     *
     * @param attribute the name of the line's attribute; empty when it is none with a value
     */
    static List<Field> of(String line, String attribute) {
        AddressFields found = new AddressFields(line);
        int value = line.indexOf(':') + 1;
        switch (attribute) {
            // *( component-id SP connection-address SP port ), RFC 8839 §5.2.
            case "remote-candidates" -> found.readEach(value, 1, 3);
            // <id> <preference> : <username> <password> <address> <port>
            case "alt" -> found.readOne(value, 5);
            // <filter-mode> <nettype> <address-types> <dest-address> <src-list>, RFC 4570 §3.
            case "source-filter" -> found.readEach(value, 3, 1);
            default -> found.readCandidates();
        }
        return found.fields;
    }

    private void readOne(int from, int index) {
        readEach(from, index, Integer.MAX_VALUE);
    }

    /** The token with this index, from 0, and each one that is a multiple of {@code step} behind it. */
    private void readEach(int from, int index, int step) {
        TokenCursor tokens = new TokenCursor(line, from, line.length());
        for (int i = 0; tokens.advance(); i++) {
            if (i >= index && (i - index) % step == 0) {
                add(tokens);
            }
        }
    }

    private void readCandidates() {
        int found = find(0);
        if (found == line.length()) {
            int from = line.startsWith("a=") ? "a=".length() : 0;
            CandidateSyntax bare = new CandidateSyntax(line);
            if (bare.read(from, line.length()) == null) {
                readCandidate(from, line.length());
            }
        }
        // One line of JSON has several; each is read up to the next.
        while (found < line.length()) {
            int next = find(found + 1);
            readCandidate(found + CANDIDATE.length(), next);
            found = next;
        }
    }

    private int find(int from) {
        int at = from;
        while (at < line.length() && !line.regionMatches(true, at, CANDIDATE, 0, CANDIDATE.length())) {
            at++;
        }
        return at;
    }

    /** A malformed candidate has an address, too, if what stands for its component is a number. */
    private void readCandidate(int from, int to) {
        CandidateSyntax syntax = new CandidateSyntax(line);
        boolean valid = syntax.read(from, to) == null;
        TokenCursor tokens = new TokenCursor(line, from, to);
        boolean known = valid;
        boolean behind = false;
        for (int i = 0; tokens.advance(); i++) {
            known |= i == 1 && tokens.number(Integer.MAX_VALUE) >= 0;
            boolean address = valid ? tokens.start() == syntax.addressStart : known && i == 4;
            // One raddr is allowed, and more are sent.
            if (address || (behind && tokens.is("raddr") && tokens.advance())) {
                add(tokens);
            }
            behind |= address;
        }
    }

    private void add(TokenCursor tokens) {
        fields.add(new Field(tokens.start(), tokens.end()));
    }
}
