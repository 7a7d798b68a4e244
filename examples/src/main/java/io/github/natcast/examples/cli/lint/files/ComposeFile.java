package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A compose file: containers, and the ports that their host opens for them.
 *
 * @param coturn what the commands of TURN servers say, where they say all
 */
public record ComposeFile(
        Place place,
        List<Service> services,
        List<CoturnFile> coturn,
        List<BadValue> badValues,
        List<StrangeKey> strangeKeys)
        implements LintedFile {

    public ComposeFile {
        services = List.copyOf(services);
        coturn = List.copyOf(coturn);
        badValues = List.copyOf(badValues);
        strangeKeys = List.copyOf(strangeKeys);
    }

    /**
     * One container.
     *
     * @param place of its name
     * @param image empty when it is built here
     * @param words of entry point and command
     * @param environment the variables' names
     * @param mounts as written
     * @param networkMode such as host
     * @param portsPlace of the key {@code ports}; of the service when there is none
     * @param ports that could be read
     * @param allRead whether all of them could; not those with variables
     */
    public record Service(
            Place place,
            String name,
            String image,
            List<String> words,
            List<String> environment,
            List<String> mounts,
            Optional<Setting<String>> networkMode,
            Place portsPlace,
            List<PublishedPort> ports,
            boolean allRead) {

        public Service {
            words = List.copyOf(words);
            environment = List.copyOf(environment);
            mounts = List.copyOf(mounts);
            ports = List.copyOf(ports);
        }

        /** Whether it has the host's own network, or another container's, and not one behind Docker's NAT. */
        public boolean sharesANetwork() {
            return networkMode
                    .map(Setting::value)
                    .filter(mode -> mode.equals("host") || mode.startsWith("service:") || mode.startsWith("container:"))
                    .isPresent();
        }

        /** Whether it has the network of its host. */
        public boolean hasTheHostsNetwork() {
            return networkMode.filter(mode -> mode.value().equals("host")).isPresent();
        }

        /** Whether it runs the client of an FRP tunnel. */
        public boolean isFrpc() {
            return mentions("frpc");
        }

        /** Whether it runs this program. */
        public boolean isNatcast() {
            return mentions("natcast");
        }

        /** Whether it runs coturn. */
        public boolean isCoturn() {
            return mentions("coturn") || mentions("turnserver");
        }

        private boolean mentions(String program) {
            String lower = image.toLowerCase(Locale.ROOT);
            if (!lower.isEmpty() && !isNeutral(lower)) {
                return lower.contains(program);
            }
            return name.contains(program) || words.stream().anyMatch(word -> word.contains(program));
        }

        /** An image of Java alone may run anything. */
        private static boolean isNeutral(String image) {
            return image.matches("(?:.*/)?(?:eclipse-temurin|openjdk|amazoncorretto|debian|ubuntu)(?:[:@].*)?");
        }

        public List<PublishedPort> ports(ForwardTransport transport) {
            return ports.stream().filter(port -> port.transport() == transport).toList();
        }
    }
}
