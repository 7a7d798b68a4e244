package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.CoturnFile.Option;
import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TURN server listens on the port and address that packets are delivered to. */
final class CoturnListeningRule implements Rule {
    private static final int USUAL_PORT = 3478;

    @Override
    public void examine(LintedFiles files, Findings findings) {
        Optional<TurnRelay> turn = files.deployment().flatMap(deployment -> deployment.turn());
        for (CoturnFile file : files.coturn()) {
            if (turn.isPresent()) {
                port(turn.get(), file, findings);
                address(turn.get(), file, findings);
            } else {
                files.proxies().forEach(proxy -> proxy(proxy, file, findings));
            }
        }
    }

    private static void port(TurnRelay turn, CoturnFile file, Findings findings) {
        Setting<Integer> listening = file.number("listening-port", USUAL_PORT);
        boolean other = Stream.of("tls-listening-port", "alt-listening-port", "alt-tls-listening-port")
                .flatMap(name -> file.last(name).stream())
                .anyMatch(option ->
                        option.value().equals(String.valueOf(turn.listen().port())));
        if (listening.value() != turn.listen().port() && !other) {
            findings.addVariant(
                    LintCode.TURN_PORT_DIFFERS,
                    listening.written() ? "" : "default",
                    listening.place(),
                    listening.value(),
                    turn.listen().port());
        }
    }

    private static void address(TurnRelay turn, CoturnFile file, Findings findings) {
        Optional<IpAddress> wanted = IpAddress.parse(turn.listen().host());
        List<Option> written = file.all("listening-ip");
        Set<IpAddress> listened = listened(file);
        if (wanted.isEmpty() || listened.isEmpty() || listened.stream().anyMatch(IpAddress::isUnspecified)) {
            return;
        }
        boolean right = wanted.get().isUnspecified()
                ? listened.stream().anyMatch(address -> !address.isLoopback())
                : listened.contains(wanted.get());
        if (!right) {
            Option last = written.get(written.size() - 1);
            findings.add(LintCode.TURN_LISTENING_ADDRESS, last.place(), Addresses.text(listened), wanted.get());
        }
    }

    /** Without a deployment: a proxy of frpc for the listening port says where packets arrive. */
    private static void proxy(FrpProxy proxy, CoturnFile file, Findings findings) {
        Set<IpAddress> listened = listened(file);
        Optional<IpAddress> delivered = proxy.localAddress().flatMap(address -> IpAddress.parse(address.value()));
        if (proxy.transport().isPresent()
                && proxy.leadsTo(file.number("listening-port", USUAL_PORT).value())
                && delivered.isPresent()
                && !listened.isEmpty()
                && listened.stream().noneMatch(IpAddress::isUnspecified)
                && !listened.contains(delivered.get())) {
            Setting<String> written = proxy.localAddress().get();
            findings.addVariant(
                    LintCode.LOCAL_ADDRESS_NOT_LISTENED,
                    written.written() ? "" : "default",
                    written.place(),
                    proxy.name(),
                    delivered.get(),
                    proxy.localPort().map(Setting::value),
                    Addresses.text(listened));
        }
    }

    /** Empty when the file names none that can be read: then coturn listens on all. */
    private static Set<IpAddress> listened(CoturnFile file) {
        return file.all("listening-ip").stream()
                .flatMap(option -> IpAddress.parse(option.value()).stream())
                .collect(Collectors.toSet());
    }
}
