package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.sdp.rewrite.SdpRewriterBuilder;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PublicAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code natcast rewrite} replaces, adds and drops. */
final class RewriteOptions {
    @Option(
            names = "--public-address",
            paramLabel = "IP[:PORT]",
            converter = PublicAddressConverter.class,
            description = "An address at which the far side reaches this host; give one per family. With a port, the"
                    + " port is replaced too.")
    private List<PublicAddress> publicAddresses = new ArrayList<>();

    @Option(
            names = "--topology",
            paramLabel = "FILE",
            description =
                    "Public addresses, forwards and tunnel, as JSON, in the form that 'natcast doctor' reads too.")
    private @Nullable Path topology;

    @Option(
            names = {"--append", "--keep-private"},
            description = "Leave the private candidates, and add the public ones beside them.")
    private boolean append;

    @Option(
            names = "--hide-related",
            description = "Replace the related addresses of candidates, which tell private ones, by 0.0.0.0 and ::.")
    private boolean hideRelated;

    @Option(names = "--drop-uncovered", description = "Drop the private candidates that nothing else replaces.")
    private boolean dropUncovered;

    @Option(
            names = "--peer",
            paramLabel = "IP",
            description = "The viewer that gets the description: with a private address, it shares a network with this"
                    + " host, and the private addresses stay.")
    private @Nullable String peer;

    /** Whether any option changes a description. */
    boolean any() {
        return !publicAddresses.isEmpty() || topology != null || hideRelated || dropUncovered;
    }

    SdpRewriter rewriter() throws UserException {
        SdpRewriterBuilder builder = SdpRewriter.builder()
                .maxLength(BoundedInput.MAXIMUM_BYTES)
                .hideRelatedAddresses(hideRelated)
                .dropUncovered(dropUncovered);
        if (peer != null) {
            builder.rule(RewriteRules.keepForLocalPeers());
        }
        if (topology != null) {
            addTopology(builder, topology);
        }
        try {
            if (!append) {
                publicAddresses.forEach(builder::publicAddress);
            } else if (!publicAddresses.isEmpty()) {
                builder.rule(RewriteRules.appending(publicAddresses));
            }
            SdpRewriter rewriter = builder.build();
            return peer == null ? rewriter : forPeer(rewriter, peer);
        } catch (IllegalArgumentException e) {
            throw new UserException("--public-address: " + e.getMessage(), e);
        }
    }

    private void addTopology(SdpRewriterBuilder builder, Path file) throws UserException {
        String json = BoundedInput.utf8(file);
        try {
            for (RewriteRule rule :
                    SdpRewriter.forTopology(NetworkTopology.fromJson(json)).rules()) {
                builder.rule(append ? RewriteRules.appending(rule) : rule);
            }
        } catch (IllegalArgumentException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }

    private static SdpRewriter forPeer(SdpRewriter rewriter, String peer) throws UserException {
        try {
            return rewriter.forPeer(peer);
        } catch (IllegalArgumentException e) {
            throw new UserException("--peer: " + e.getMessage(), e);
        }
    }
}
