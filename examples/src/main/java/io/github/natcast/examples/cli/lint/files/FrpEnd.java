package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import java.util.Optional;

/**
 * What both ends of an FRP tunnel have, and must agree about. Empty where a value cannot be known.
 *
 * @param place the beginning of the file
 * @param isIni whether the file has the old form, whose keys have other names
 * @param tcpMux {@code transport.tcpMux}: whether all proxies share one connection
 * @param method {@code auth.method}: token or oidc
 * @param token the shared secret; {@code tokenKnown} says whether an empty one means that there is none
 * @param tokenKnown false when the token comes from a file, a template or elsewhere
 * @param udpPacketSize in bytes
 */
public record FrpEnd(
        Place place,
        boolean isIni,
        Optional<Setting<Boolean>> tcpMux,
        Optional<Setting<String>> method,
        Optional<Setting<String>> token,
        boolean tokenKnown,
        Optional<Setting<Integer>> udpPacketSize) {

    /** frp's own default, on both ends. */
    public static final int DEFAULT_UDP_PACKET_SIZE = 1500;

    static FrpEnd of(Place place, boolean isIni, SettingReader reader) {
        boolean elsewhere =
                reader.has("auth.tokenSource") || (reader.has("auth.token") && !reader.isPlain("auth.token"));
        return new FrpEnd(
                place,
                isIni,
                reader.truth("transport.tcpMux", true),
                reader.text("auth.method", "token"),
                reader.text("auth.token").filter(token -> !token.value().isEmpty()),
                !elsewhere,
                reader.number("udpPacketSize", DEFAULT_UDP_PACKET_SIZE));
    }

    /** Whether this end has a token, from wherever. */
    public boolean hasToken() {
        return token.isPresent() || !tokenKnown;
    }

    /** Whether this end authenticates by a token. */
    public boolean usesToken() {
        return method.filter(setting -> !setting.value().equals("token")).isEmpty();
    }

    /** A sentence about this file, with the names that keys have there. */
    public String inItsWords(String sentence) {
        return isIni ? FrpIni.inOldWords(sentence) : sentence;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "FrpEnd[" + place + "]";
    }
}
