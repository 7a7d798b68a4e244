package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.streamer.StreamerBuilder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The tunnels and proxies in front, and whether they are believed. */
final class ForwardingOptions {
    private static final String THIS_HOST = "127.0.0.0/8,::1";

    @Option(
            names = "--proxy-protocol",
            paramLabel = "CIDR",
            arity = "0..1",
            split = ",",
            fallbackValue = THIS_HOST,
            showDefaultValue = Visibility.NEVER,
            description = "The tunnel or proxy begins connections and UDP flows with a header of the PROXY protocol,"
                    + " version 2 (frp: transport.proxyProtocolVersion = \"v2\"), which names the viewer. Believed from"
                    + " these addresses alone; without a value, from this host.")
    private List<String> proxyProtocol = new ArrayList<>();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            arity = "0..1",
            split = ",",
            fallbackValue = THIS_HOST,
            showDefaultValue = Visibility.NEVER,
            description = "HTTP proxies whose X-Forwarded-For (or Forwarded) names the viewer; without a value, one on"
                    + " this host. Not for a tunnel that only passes bytes on, such as frp's TCP: whoever comes through"
                    + " it could write such a header.")
    private List<String> trustedProxies = new ArrayList<>();

    void applyTo(StreamerBuilder builder) throws UserException {
        builder.proxyProtocol(proxyProtocol()).trustedProxies(trustedProxies());
    }

    List<AddressRange> proxyProtocol() throws UserException {
        return ranges("--proxy-protocol", proxyProtocol);
    }

    List<AddressRange> trustedProxies() throws UserException {
        return ranges("--trusted-proxy", trustedProxies);
    }

    /** Not by a converter: picocli takes a value that it refuses for the next argument. */
    private static List<AddressRange> ranges(String option, List<String> values) throws UserException {
        List<AddressRange> ranges = new ArrayList<>();
        for (String value : values) {
            try {
                ranges.add(AddressRange.parse(value.trim()));
            } catch (IllegalArgumentException e) {
                throw new UserException(option + ": " + e.getMessage(), e);
            }
        }
        return ranges;
    }
}
