package io.github.natcast.streamer.internal.rtp;

import java.util.List;

/**
 * One row of a payload format's table, for both directions. All in the spelling of {@link Payloads#bytes}.
 *
 * @param frame what the encoder gave
 * @param units what must arrive, in order
 * @param payloads how it travels
 */
public record PayloadCase(String name, String frame, List<String> units, List<String> payloads) {

    public List<String> unitHex() {
        return Payloads.hex(units.stream().map(Payloads::bytes).toList());
    }

    public List<String> payloadHex() {
        return Payloads.hex(payloadBytes());
    }

    public List<byte[]> payloadBytes() {
        return payloads.stream().map(Payloads::bytes).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
