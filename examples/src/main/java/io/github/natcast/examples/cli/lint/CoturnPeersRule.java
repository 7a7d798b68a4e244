package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.CoturnFile.Option;
import io.github.natcast.sdp.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** The TURN server may relay to the media server: no {@code denied-peer-ip} covers its addresses. */
final class CoturnPeersRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        files.deployment()
                .filter(deployment -> deployment.turn().isPresent())
                .ifPresent(deployment -> files.coturn().forEach(file -> examine(deployment, file, findings)));
    }

    private static void examine(Deployment deployment, CoturnFile file, Findings findings) {
        List<IpAddress> peers = new ArrayList<>(deployment.topology().publicAddresses());
        if (deployment.turn().filter(TurnRelay::onThisHost).isPresent()) {
            peers.addAll(deployment.topology().localAddresses());
        }
        for (Option denied : file.all("denied-peer-ip")) {
            peers.stream()
                    .filter(peer -> Addresses.isIn(denied.value(), peer))
                    .filter(peer -> file.all("allowed-peer-ip").stream()
                            .noneMatch(allowed -> Addresses.isIn(allowed.value(), peer)))
                    .findFirst()
                    .ifPresent(peer -> findings.add(LintCode.TURN_PEER_DENIED, denied.place(), denied.value(), peer));
        }
    }
}
