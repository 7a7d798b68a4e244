package io.github.natcast.streamer;

import io.github.natcast.topology.IceServer;
import java.util.List;
import java.util.Optional;

/**
 * Decides who may watch, and which channel.
 *
 * <pre>{@code
 * Streamer.builder().admission(request -> {
 *     Optional<Avatar> avatar = avatars.find(request.session());
 *     return avatar.map(found -> Admission.watch(found.channel()).with(found))
 *             .orElse(Admission.refuse(404, "no_such_avatar", "There is no avatar of this name."));
 * });
 * }</pre>
 *
 * <p>Asked once for each WebSocket when it opens, before the client is told anything, again for each further viewer on
 * it, and for each WHEP offer; not for an ICE restart. Called on signalling's worker threads, several at a time: it may
 * take some milliseconds, to look something up or to {@linkplain Streamer#open open a channel}, and delays this viewer
 * alone. What it throws refuses the viewer with status 503 and the code {@code admission_failed}, and is logged.
 */
@FunctionalInterface
public interface Admission {

    /** Decides on one request; the {@linkplain StreamerBuilder#token token}, where there is one, was right. */
    Decision decide(ViewerRequest request);

    /** Accepts: the viewer watches this channel. */
    static Decision.Watch watch(Channel channel) {
        return new Decision.Watch(channel.name(), Optional.empty(), Optional.empty());
    }

    /** Accepts: the viewer watches the channel of this name; refused with status 404 if none is open then. */
    static Decision.Watch watch(String channel) {
        return new Decision.Watch(channel, Optional.empty(), Optional.empty());
    }

    /**
     * Refuses for good: the page shows the text and does not try again by itself.
     *
     * @param status of HTTP, 400 to 499, or 503 for a viewer that may come back; a WebSocket is closed with 4000 plus
     *     it
     * @param code for programs, such as {@code not_invited}: letters, digits, {@code _}
     * @param text for people, a sentence
     * @throws IllegalArgumentException when the status or the code is not like that
     */
    static Decision refuse(int status, String code, String text) {
        return new Decision.Refuse(status, code, text);
    }

    /** What was decided. Immutable. */
    sealed interface Decision {

        /**
         * The viewer watches a channel.
         *
         * @param attachment what {@link Viewer#attachment} returns
         * @param iceServers what its browser is told instead of the streamer's own
         */
        record Watch(String channel, Optional<Object> attachment, Optional<List<IceServer>> iceServers)
                implements Decision {
            public Watch {
                iceServers = iceServers.map(List::copyOf);
                iceServers.ifPresent(servers ->
                        servers.forEach(server -> server.requireKnownSchemes().requireCredentials()));
            }

            /** The same for a viewer that carries this object; the streamer only keeps it. */
            public Watch with(Object value) {
                return new Watch(channel, Optional.of(value), iceServers);
            }

            /**
             * The same with ICE servers of its own, such as TURN servers near it, or credentials in its name.
             *
             * @param servers none for no server at all
             * @throws IllegalArgumentException when a TURN server has no credentials, or a URL is {@code stuns:}
             */
            public Watch withIceServers(List<IceServer> servers) {
                return new Watch(channel, attachment, Optional.of(servers));
            }
        }

        /** The viewer is refused; see {@link Admission#refuse}. */
        record Refuse(int status, String code, String text) implements Decision {
            public Refuse {
                if (status != 503 && (status < 400 || status > 499)) {
                    throw new IllegalArgumentException("status " + status + " must be 400 to 499, or 503");
                }
                if (!code.matches("[A-Za-z0-9_]{1,64}")) {
                    throw new IllegalArgumentException(
                            "code \"" + code + "\" must have 1 to 64 letters, digits and underscores");
                }
            }
        }
    }
}
