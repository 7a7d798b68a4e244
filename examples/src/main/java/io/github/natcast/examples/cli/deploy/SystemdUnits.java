package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code natcast.service}, and {@code natcast-frpc.service} where there is a tunnel. systemd 247 and later. */
final class SystemdUnits implements FileFormat {
    /** Ports below it are for root, or for whom has the capability. */
    private static final int FIRST_FREE_PORT = 1024;

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        List<DeployedFile> units = new ArrayList<>();
        units.add(natcast(deployment, notes));
        if (deployment.frp().isPresent()) {
            units.add(frpc(notes));
        }
        return units;
    }

    private static DeployedFile natcast(Deployment deployment, Notes notes) throws UserException {
        ConfigText out = new ConfigText(notes);
        out.note("head", "systemd").note("systemd.install", "natcast.service").blank();
        out.line("[Unit]").line("Description=natcast, video for browsers");
        out.line("Wants=network-online.target")
                .line("After=network-online.target")
                .blank();
        out.line("[Service]").line("Type=exec");
        Optional<Path> secret = deployment
                .turnSecret()
                .filter(SharedSecret.InFile.class::isInstance)
                .map(inFile -> ((SharedSecret.InFile) inFile).file());
        // The specifier %d is of systemd 251; the variable is as old as credentials are.
        String credential = secret.isPresent() ? " --turn-secret-file ${CREDENTIALS_DIRECTORY}/turn-secret" : "";
        out.line("ExecStart=/usr/local/bin/natcast " + String.join(" ", Container.command()) + credential);
        out.note("systemd.reload").line("ExecReload=/bin/kill -HUP $MAINPID").blank();
        out.note("container.stop", Container.DRAIN_SECONDS)
                .line("KillMode=mixed")
                .line("SuccessExitStatus=143");
        out.line("TimeoutStopSec=" + Container.STOP_SECONDS);
        out.note("systemd.restart").line("Restart=on-failure").line("RestartSec=3");
        out.note("container.files").line("LimitNOFILE=65536").blank();
        out.note("systemd.user").line("DynamicUser=yes").line("User=natcast-serve");
        SourcePaths sources = SourcePaths.of(deployment.sources());
        out.line("SupplementaryGroups=natcast" + groups(sources));
        if (secret.isPresent()) {
            Path path = Path.of(Container.FOLDER).resolve(secret.get()).normalize();
            out.note("systemd.credential");
            out.line("LoadCredential=turn-secret:" + Values.systemdPath("secret-file", path.toString()));
        }
        devices(out.blank(), sources);
        SystemdHardening.write(out.blank(), hasLowPort(deployment), sources.needHomes());
        out.note("systemd.jit").line("MemoryDenyWriteExecute=no");
        boolean frames = deployment.sources().stream().anyMatch(source -> source.startsWith("frames:/"));
        if (frames) {
            out.note("systemd.frames").line("RuntimeDirectory=natcast");
        }
        return out.blank().line("[Install]").line("WantedBy=multi-user.target").file("natcast.service");
    }

    private static boolean hasLowPort(Deployment deployment) {
        return Container.own(deployment).stream().anyMatch(each -> each.ports().first() < FIRST_FREE_PORT);
    }

    /** Debian's and Fedora's groups of cameras and sound cards. */
    private static String groups(SourcePaths sources) {
        boolean video = sources.devices().stream().anyMatch(device -> device.startsWith("/dev/video"));
        boolean audio = sources.devices().stream().anyMatch(device -> device.startsWith("/dev/snd"));
        return (video ? " video" : "") + (audio ? " audio" : "");
    }

    private static void devices(ConfigText out, SourcePaths sources) {
        out.note("systemd.devices").line("DevicePolicy=closed");
        for (String group : List.of("nvidia", "nvidia-frontend", "nvidia-uvm", "nvidia-caps", "drm")) {
            out.line("DeviceAllow=char-" + group + " rw");
        }
        // What the pattern of SourcePaths lets through needs no quotes.
        sources.devices().forEach(device -> out.line("DeviceAllow=" + device + " rw"));
    }

    private static DeployedFile frpc(Notes notes) {
        ConfigText out = new ConfigText(notes);
        out.note("head", "systemd")
                .note("systemd.install", "natcast-frpc.service")
                .blank();
        out.line("[Unit]").line("Description=The tunnel of natcast (frpc)");
        out.line("Wants=network-online.target")
                .line("After=network-online.target natcast.service")
                .blank();
        out.line("[Service]").line("Type=exec");
        out.line("ExecStart=/usr/local/bin/frpc -c " + Container.FOLDER + "/frpc.toml");
        out.note("systemd.frpc").line("WorkingDirectory=" + Container.FOLDER);
        out.line("Restart=always").line("RestartSec=3");
        out.note("systemd.frpc-files").line("LimitNOFILE=65536").blank();
        out.note("systemd.user").line("DynamicUser=yes").line("User=natcast-frpc");
        out.line("SupplementaryGroups=natcast").line("PrivateDevices=yes").blank();
        SystemdHardening.write(out, false, false);
        out.line("MemoryDenyWriteExecute=yes");
        return out.blank().line("[Install]").line("WantedBy=multi-user.target").file("natcast-frpc.service");
    }
}
