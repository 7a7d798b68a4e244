package io.github.natcast.topology;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What carries packets between the public address and the server. */
public enum TunnelKind {
    /** Nothing, or a router that forwards the listed ports and no others. */
    NONE("none"),
    /** An FRP server and client; every viewer arrives from the client's address on a port of its own. */
    FRP("frp"),
    /** Published ports of a container. With {@code --network host} nothing is translated: {@link #NONE}. */
    DOCKER("docker"),
    /** Address translation of a cloud: every port keeps its number; if there are forwards, only theirs are open. */
    ONE_TO_ONE("one-to-one");

    private final String token;

    TunnelKind(String token) {
        this.token = token;
    }

    /** The spelling in JSON. */
    public String token() {
        return token;
    }

    static TunnelKind ofToken(String token) {
        return Arrays.stream(values())
                .filter(kind -> kind.token.equalsIgnoreCase(token))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("tunnel must be one of "
                        + Arrays.stream(values()).map(TunnelKind::token).collect(Collectors.joining(", "))
                        + " but is \"" + token + "\""));
    }
}
