package io.github.natcast.examples.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The media servers that the channel live is published to. */
final class PublishOptions {
    @Option(
            names = "--publish",
            paramLabel = "URL",
            showDefaultValue = Visibility.NEVER,
            description = "Publish the stream to a media server, whose WHIP URL this is (docs/publish.md), beside the"
                    + " viewers here. May be given several times.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--publish-token",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "A file with the bearer token for --publish; read again for each request. Of several, each is"
                    + " for the URL in the same place; - stands for none.")
    private List<String> tokenFiles = new ArrayList<>();

    @Option(
            names = "--publish-simulcast",
            description =
                    "Offer the renditions to these media servers side by side (simulcast), each for what its viewers'"
                            + " paths carry. For servers that can use them, such as Janus and Broadcast Box.")
    private boolean simulcast;

    PublishTargets targets() {
        return new PublishTargets("--publish", "--publish-token", targets, tokenFiles, simulcast);
    }
}
