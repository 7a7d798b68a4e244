package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.CoturnFile.Option;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.IceServerUrl;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The address that a TURN server behind a NAT hands out, {@code external-ip}, is a public one of the deployment. */
final class CoturnExternalIpRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        for (CoturnFile file : files.coturn()) {
            for (Option option : file.all("external-ip")) {
                String[] halves = option.value().split("/", -1);
                IpAddress.parse(halves[0]).ifPresent(outer -> outer(files.deployment(), option, outer, findings));
                if (halves.length == 2) {
                    IpAddress.parse(halves[1]).ifPresent(inner -> inner(files, file, option, inner, findings));
                }
            }
            if (!file.has("external-ip")) {
                files.deployment().ifPresent(deployment -> missing(deployment, file, findings));
            }
        }
    }

    private static void outer(Optional<Deployment> deployment, Option option, IpAddress outer, Findings findings) {
        if (deployment.filter(it -> right(it).contains(outer)).isPresent()) {
            return;
        }
        String meant = deployment.stream()
                .flatMap(it -> it.topology().publicAddresses().stream())
                .filter(address -> address.family() == outer.family())
                .map(IpAddress::toString)
                .findFirst()
                .orElse("");
        if (Addresses.isPrivate(outer)) {
            findings.addVariant(
                    LintCode.TURN_EXTERNAL_IP_PRIVATE, meant.isEmpty() ? "alone" : "", option.place(), outer, meant);
        } else if (!meant.isEmpty()) {
            findings.add(LintCode.TURN_EXTERNAL_IP_DIFFERS, option.place(), outer, meant);
        }
    }

    private static Set<IpAddress> right(Deployment deployment) {
        Set<IpAddress> right = new HashSet<>(deployment.topology().publicAddresses());
        if (deployment.turn().filter(TurnRelay::onThisHost).isPresent()) {
            // Behind the same NAT. A TURN URL may still have the address of before, and does not count.
            return right;
        }
        deployment.topology().iceServers().stream()
                .flatMap(server -> server.urls().stream())
                .filter(IceServerUrl::isTurn)
                .forEach(url -> url.ip().ifPresent(right::add));
        deployment.turn().flatMap(turn -> IpAddress.parse(turn.listen().host())).ifPresent(right::add);
        return right;
    }

    private static void inner(LintedFiles files, CoturnFile file, Option option, IpAddress inner, Findings findings) {
        Set<IpAddress> local = new HashSet<>();
        Stream.of("listening-ip", "relay-ip")
                .flatMap(name -> file.all(name).stream())
                .flatMap(own -> IpAddress.parse(own.value()).stream())
                .filter(address -> !address.isUnspecified())
                .forEach(local::add);
        files.deployment()
                .filter(it -> it.turn().filter(TurnRelay::onThisHost).isPresent())
                .ifPresent(it -> local.addAll(it.topology().localAddresses()));
        if (!local.isEmpty() && !local.contains(inner)) {
            findings.add(LintCode.TURN_EXTERNAL_IP_LOCAL, option.place(), inner, Addresses.text(local));
        }
    }

    private static void missing(Deployment deployment, CoturnFile file, Findings findings) {
        if (TurnNat.isBehindNat(deployment) && TurnNat.relaysToOutside(deployment)) {
            findings.add(
                    LintCode.TURN_EXTERNAL_IP_MISSING,
                    file.any("relay-ip", "listening-ip").map(Option::place).orElse(file.place()),
                    deployment.topology().publicAddresses().get(0),
                    deployment.topology().localAddresses().stream().findFirst().map(address -> "/" + address));
        }
    }
}
