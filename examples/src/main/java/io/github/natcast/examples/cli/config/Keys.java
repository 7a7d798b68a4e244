package io.github.natcast.examples.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every key of {@code natcast.toml}: the one table behind reading, flags, variables, schema and example. Stateless. */
final class Keys {
    static final List<Section> SECTIONS = List.of(
            Section.once("network", "Where this server listens, and how the outside reaches it."),
            Section.each("network.forward", "A port that a tunnel or NAT forwards to this host.")
                    .needs("transport", "public"),
            Section.once("frp", "The client of an FRP tunnel (tunnel = \"frp\").")
                    .needs("server"),
            Section.once("turn", "A TURN server of ours (coturn), and its secret."),
            Section.each("ice-server", "A STUN or TURN server that browsers are told.")
                    .needs("urls")
                    .as("--ice-servers"),
            Section.once("relay", "A TURN server that relays for this side; browsers are not told it.")
                    .needs("urls")
                    .as("--turn"),
            Section.each("channel", "What is shown: the channel live, and others beside it.")
                    .as("--channel"),
            Section.once("video", "What is encoded."),
            Section.once("audio", "The sound."),
            Section.once("publish", "Media servers that are sent the channel live by WHIP."),
            Section.once("security", "Who may watch, and by which certificate."),
            Section.once("limits", "How much strangers may use."),
            Section.once("service", "How it fails and ends."),
            Section.once("log", "What it says."));

    static final List<Key> ALL = all();

    private Keys() {}

    private static List<Key> all() {
        List<Key> keys = new ArrayList<>();
        for (Section section : SECTIONS) {
            for (Key key : in(section.name(), OwnKeys.ALL, FlagKeys.ALL)) {
                keys.add(key);
                if (key.secret()) {
                    keys.addAll(references(key));
                }
            }
        }
        return List.copyOf(keys);
    }

    @SafeVarargs
    private static List<Key> in(String section, List<Key>... tables) {
        List<Key> keys = new ArrayList<>();
        for (List<Key> table : tables) {
            table.stream().filter(key -> key.section().equals(section)).forEach(keys::add);
        }
        return keys;
    }

    /** A secret may be in a file or a variable of its own; some have a flag for the file already. */
    private static List<Key> references(Key secret) {
        List<Key> keys = new ArrayList<>();
        String file = secret.name() + "-file";
        if (FlagKeys.ALL.stream().noneMatch(key -> key.dotted().equals(secret.section() + "." + file))) {
            keys.add(Key.own(
                    secret.section(),
                    file,
                    Type.PATH,
                    secret.type().isList()
                            ? "A file that has what " + secret.name() + " has, one in each line."
                            : "A file whose first line is the " + secret.name() + "."));
        }
        keys.add(Key.own(
                secret.section(),
                secret.name() + "-variable",
                Type.TEXT,
                "A variable of the environment that holds the " + secret.name()
                        + (secret.type().isList() ? ", or several with blanks between them." : ".")));
        return keys;
    }

    static List<Key> of(Section section) {
        return in(section.name(), ALL);
    }

    static Optional<Key> named(String section, String name) {
        return ALL.stream()
                .filter(key -> key.section().equals(section) && key.name().equals(name))
                .findFirst();
    }

    static Optional<Section> section(String name) {
        return SECTIONS.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /** The key that means a flag, or the section that does. */
    static Optional<String> ofOption(String option) {
        return ALL.stream()
                .filter(key -> key.option().equals(Optional.of(option)))
                .map(Key::dotted)
                .findFirst()
                .or(() -> SECTIONS.stream()
                        .filter(section -> section.option().equals(Optional.of(option)))
                        .map(Section::name)
                        .findFirst());
    }
}
