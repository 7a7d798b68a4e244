package io.github.natcast.examples.cli;

import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.topology.PublicAddress;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;

/**
 * {@code --public-tcp IP[:PORT]}: where browsers reach the TCP port; without a port, under its own number. Immutable.
 */
record PublicTcp(String address, OptionalInt port) {

    void applyTo(StreamerBuilder builder) {
        port.ifPresentOrElse(known -> builder.publicTcp(address, known), () -> builder.publicTcp(address));
    }

    /** Written as {@code --public-address} is. */
    static final class Converter implements ITypeConverter<PublicTcp> {
        @Override
        public PublicTcp convert(String value) {
            PublicAddress parsed = new PublicAddressConverter().convert(value);
            // With a port, the converter maps every port of UDP to it.
            OptionalInt port = parsed.udp().isFixed() ? parsed.udp().map(1) : OptionalInt.empty();
            return new PublicTcp(parsed.address().toString(), port);
        }
    }
}
