package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Serving;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.diagnose.Finding;
import io.github.natcast.sdp.diagnose.ObservedChecks;
import io.github.natcast.sdp.diagnose.SdpDoctor;
import io.github.natcast.sdp.diagnose.Severity;
import io.github.natcast.sdp.rewrite.AddressScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the answer to a browser elsewhere names the public addresses and ports, and nothing private. */
final class OfferCheck implements Check {
    private static final String SUBJECT = "answer";

    @Override
    public CheckName name() {
        return CheckName.OFFER;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        Optional<TestedServer> server = trial.server();
        if (server.isEmpty()) {
            return List.of(Result.fails(name(), SUBJECT, "no-server", trial.absence()));
        }
        try (OpenSession session = server.get().open()) {
            return examine(trial, session);
        } catch (SessionRefusedException e) {
            return List.of(
                    e.isForbidden() && server.get().token().isEmpty()
                            ? Result.unknown(name(), SUBJECT, "token", String.valueOf(e.getMessage()))
                            : Result.fails(name(), SUBJECT, "refused", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return List.of(Result.fails(name(), SUBJECT, "silent", String.valueOf(e.getMessage())));
        }
    }

    private List<Result> examine(Trial trial, OpenSession session) {
        Deployment deployment = trial.deployment();
        List<IceCandidate> candidates = session.candidates();
        List<Result> results = new ArrayList<>();
        if (candidates.isEmpty()) {
            results.add(Result.fails(name(), SUBJECT, "empty"));
        }
        if (!deployment.topology().publicAddresses().isEmpty()) {
            candidates.stream()
                    .filter(candidate -> !isPublic(deployment, candidate) && !isKept(deployment, candidate))
                    .forEach(candidate -> results.add(foreign(candidate)));
            deployment.publicMediaPort().ifPresent(port -> results.addAll(missing(deployment, candidates, port)));
        }
        if (results.isEmpty()) {
            SdpDoctor doctor = SdpDoctor.forTopology(deployment.topology()).inLanguage(trial.locale());
            List<Finding> ofFile = doctor.examine(null, null, ObservedChecks.UNKNOWN);
            doctor.examine(session.offer(), session.answer()).stream()
                    .filter(finding -> finding.severity() == Severity.ERROR && !ofFile.contains(finding))
                    .forEach(finding -> results.add(FileCheck.result(name(), finding)));
        }
        if (results.isEmpty()) {
            List<String> named = candidates.stream()
                    .map(candidate -> candidate.address() + ":" + candidate.port() + "/"
                            + candidate.transport().toString().toLowerCase(Locale.ROOT))
                    .toList();
            results.add(Result.holds(name(), SUBJECT, "public", String.join(", ", named)));
            candidates.stream()
                    .filter(candidate -> isKept(deployment, candidate))
                    .map(candidate -> Result.holds(name(), candidate.address() + ":" + candidate.port(), "kept"))
                    .distinct()
                    .forEach(results::add);
        }
        return results;
    }

    private static boolean isPublic(Deployment deployment, IceCandidate candidate) {
        return candidate.ip().map(deployment.topology()::isPublic).orElse(false);
    }

    /** A private address that everybody is told because the file says so. */
    private static boolean isKept(Deployment deployment, IceCandidate candidate) {
        Optional<IpAddress> address =
                candidate.ip().filter(ip -> !deployment.topology().isPublic(ip));
        Serving serving = deployment.serving();
        return address.flatMap(AddressScope::of).isPresent()
                && !deployment.topology().publicAddresses().isEmpty()
                && (serving.keepPrivate()
                        || (serving.keepUncovered()
                                && deployment
                                        .topology()
                                        .publicAddresses(address.get().family())
                                        .isEmpty()));
    }

    private Result foreign(IceCandidate candidate) {
        boolean isPrivate = candidate.ip().flatMap(AddressScope::of).isPresent();
        return Result.fails(name(), candidate.address() + ":" + candidate.port(), isPrivate ? "private" : "foreign");
    }

    /** The public addresses that no UDP candidate names with the public port. */
    private List<Result> missing(Deployment deployment, List<IceCandidate> candidates, int port) {
        List<Result> results = new ArrayList<>();
        for (var address : deployment.topology().publicAddresses()) {
            List<IceCandidate> there = candidates.stream()
                    .filter(candidate -> candidate.transport() == TransportProtocol.UDP)
                    .filter(candidate -> candidate.ip().filter(address::equals).isPresent())
                    .toList();
            OptionalInt other = there.stream().mapToInt(IceCandidate::port).findFirst();
            if (there.isEmpty()) {
                results.add(Result.fails(name(), address, "missing", address, port));
            } else if (there.stream().noneMatch(candidate -> candidate.port() == port)) {
                results.add(Result.fails(name(), address, "port", address, other.getAsInt(), port));
            }
        }
        return results;
    }
}
