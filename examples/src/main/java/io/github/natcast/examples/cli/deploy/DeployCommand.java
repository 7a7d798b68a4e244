package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.LanguageOption;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code natcast deploy}: what belongs to the deployment in natcast.toml, for the programs around natcast. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes what follows from natcast.toml for the programs around natcast, with the reasons as comments.",
            "",
            "frp         frpc.toml, and frps.toml for the public host",
            "coturn      turnserver.conf",
            "compose     compose.yaml for Docker or Podman",
            "kubernetes  kubernetes.yaml: a Deployment and its Services",
            "nftables    natcast.nft, and public-host.nft for the public host of a tunnel",
            "systemd     natcast.service, and natcast-frpc.service",
            "nginx       natcast.nginx.conf: HTTPS in front of page and signalling",
            "mediamtx    mediamtx-origin.yml, and mediamtx-replica.yml: more viewers than one machine has"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast deploy frp",
            "  natcast deploy frp coturn systemd nftables --out deploy",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:written", "2:bad input, or a file that this deployment has no use for"})
public final class DeployCommand implements Callable<Integer> {
    private final DeploymentReader reader;
    private final Secrets secrets;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "KIND",
            converter = Kind.Converter.class,
            description =
                    "Whose files: frp, coturn, compose, kubernetes, nftables, systemd, nginx, mediamtx; several are"
                            + " possible.")
    private List<Kind> kinds = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "natcast.toml",
            description = "What describes the deployment (default: natcast.toml in the current folder).")
    private Path config;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Write the files there. Without it they are printed, with secrets masked.")
    private @Nullable Path out;

    @Option(
            names = "--ports",
            paramLabel = "host|mapped",
            description = "Of containers. host: the host's own (host network, hostPort). mapped: published ones, a"
                    + " NodePort. By default what natcast.toml needs.")
    private @Nullable Ports ports;

    @Option(
            names = "--keep-tcp",
            paramLabel = "PORT",
            split = ",",
            defaultValue = "22",
            description = "TCP ports that the firewall leaves open beside those of the deployment (default: 22, SSH).")
    private List<Integer> keepTcp = new ArrayList<>();

    @Option(
            names = "--origin",
            paramLabel = "HOST",
            description =
                    "Where MediaMTX runs that has the stream from natcast (default: the public host of the tunnel).")
    private @Nullable String origin;

    @Option(
            names = "--publish-token",
            paramLabel = "FILE",
            description = "Natcast publishes to MediaMTX, with the USER:PASSWORD in this file's first line. Without it"
                    + " and without [publish] in the file, MediaMTX pulls.")
    private @Nullable Path publishToken;

    @Mixin
    private LanguageOption language = new LanguageOption();

    /** @param reader what reads natcast.toml */
    public DeployCommand(DeploymentReader reader) {
        this(reader, Secrets.FILES);
    }

    DeployCommand(DeploymentReader reader, Secrets secrets) {
        this.reader = reader;
        this.secrets = secrets;
    }

    @Override
    public Integer call() throws UserException {
        Deployment deployment = reader.read(config);
        Notes notes = Notes.of(language.locale());
        Origin.Choice choice = new Origin.Choice(Optional.ofNullable(origin), Optional.ofNullable(publishToken));
        Formats formats = new Formats(secrets, Optional.ofNullable(ports), keepTcp, choice);
        List<DeployedFile> files = new ArrayList<>();
        for (Kind kind : new LinkedHashSet<>(kinds)) {
            files.addAll(formats.files(kind, deployment, notes));
        }
        PrintWriter to = spec.commandLine().getOut();
        if (out == null) {
            files.forEach(file -> print(to, file, notes));
        } else {
            OutputFolder folder = new OutputFolder(out);
            for (DeployedFile file : files) {
                to.println(notes.text(file.secret() ? "written.secret" : "written", folder.write(file)));
            }
        }
        to.flush();
        return 0;
    }

    /** The heading is a comment in every format, so that what is printed can be taken as it is. */
    private static void print(PrintWriter to, DeployedFile file, Notes notes) {
        to.println("# ===== " + file.name() + " =====");
        if (file.secret()) {
            to.println("# " + notes.text("masked"));
        }
        to.println(file.shown());
    }
}
