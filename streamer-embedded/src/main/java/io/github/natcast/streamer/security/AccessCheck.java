package io.github.natcast.streamer.security;

import io.github.natcast.streamer.ViewerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says who asks to watch, before anything else is decided or told. A program's own check: {@link Access#by}.
 *
 * <p>Called on signalling's worker threads, several at a time: it may take some milliseconds, and delays this viewer
 * alone. What it throws refuses the viewer with status 503.
 */
@FunctionalInterface
public interface AccessCheck {

    /**
     * Checks one request. Its {@link ViewerRequest#token} is the one of the header, of the query, or of the first
     * message on a WebSocket; a user and a password are in its header {@code Authorization}.
     */
    Verdict check(ViewerRequest request);

    /** What was found. Immutable. */
    sealed interface Verdict {

        /** Whoever it is may watch everything. */
        static Admitted admitted() {
            return new Admitted(Map.of(), Optional.empty());
        }

        /** They are not known, or what they showed is wrong: status 401 and the code {@code unauthorized}. */
        static Refused unauthorized(String text) {
            return new Refused(401, "unauthorized", text);
        }

        /** Nobody can say now: status 503, so that the viewer comes back. */
        static Refused unavailable(String text) {
            return new Refused(503, "access_unavailable", text);
        }

        /**
         * They may watch.
         *
         * @param claims what is known of them, for {@link ViewerRequest#claims}
         * @param channels the names of the channels that they may watch; empty for all
         */
        record Admitted(Map<String, Object> claims, Optional<Set<String>> channels) implements Verdict {
            public Admitted {
                claims = Map.copyOf(claims);
                channels = channels.map(Set::copyOf);
            }

            /** Whether they may watch the channel of this name. */
            public boolean allows(String channel) {
                return channels.map(names -> names.contains(channel)).orElse(true);
            }
        }

        /**
         * They may not watch. The text reaches them, so it must hold no secret.
         *
         * @param status of HTTP: 400 to 499, or 503 for somebody who may come back
         * @param code for programs: letters, digits, {@code _}
         * @param text for people, a sentence
         */
        record Refused(int status, String code, String text) implements Verdict {
            public Refused {
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
