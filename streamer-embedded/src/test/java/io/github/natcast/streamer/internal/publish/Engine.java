package io.github.natcast.streamer.internal.publish;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The habits of the engines that are published to, a constant each; {@link StrictEngine} acts on them.
 *
 * <p>What they have in common stands in {@link StrictEngine}: what an offer must have, and that nothing is asked of it
 * that it does not know.
 */
enum Engine {
    /** Its location keeps the query of the POST; DELETE needs no token. */
    MEDIAMTX(habits("/live/whip?key=k%2Fk")
            .token("user:pass")
            .deletesWithoutToken()
            .tag("*")
            .location("/live/whip/7b1c?key=k%2Fk")
            .links(
                    true,
                    "<stun:stun.example.org:3478>; rel=\"ice-server\", <turn:turn.example.org:3478?transport=udp>;"
                            + " rel=\"ice-server\"; username=\"a,b\"; credential=\"c;d\\\"e\"; credential-type=\"password\"")
            .answers(Answering.ALL_CODECS, Answering.NO_RTX, Answering.SESSION_FINGERPRINT, Answering.TWO_COMPONENTS)
            .restart(Restart.ANSWERED)
            .tagAfterRestart("\"b7\"")),
    LIVEKIT(habits("/whip/v1")
            .token("eyJhbGciOiJIUzI1NiJ9.e30.x-_")
            .tag("Ufrag1")
            .links(
                    false,
                    "<stun:global.stun.example.org:3478>; rel=\"ice-server\"",
                    "<stun:stun.example.org:19302>; rel=\"ice-server\"",
                    "<turns:turn.example.org:5349?transport=tcp>; rel=\"ice-server\"; username=\"u%3A1\";"
                            + " credential=\"p%2Bq%2F%3D\"; credential-type=\"password\"")
            .lite()
            .answers(Answering.PASSIVE_TCP)
            .restart(Restart.BARE_ASTERISK)
            .tagAfterRestart("Ufrag2")),
    SRS(habits("/rtc/v1/whip/?app=live&stream=avatar&secret=s%2Fs")
            .location("/rtc/v1/whip/?action=delete&token=t&app=live&stream=avatar&session=1:2")
            .lite()
            .passive()
            .answers(Answering.NO_RTX, Answering.GENERATION)
            .deletesAgain(200)
            .restart(Restart.CLOSED)),
    OVEN(habits("/app/stream?direction=whip&policy=p&signature=s")
            .tag("\"v1\"")
            .location("stream/session?direction=whip")
            .links(false, "<turn:turn.example.org:3478>; rel=\"ice-server\"; username=\"u\"; credential=\"p\"")
            .restart(Restart.EITHER_ASTERISK)),
    JANUS(habits("/whip/endpoint/avatar")
            .token("verysecret")
            .wrongToken(403)
            .tag("\"quoted\"")
            .location("https://engine.example.org/whip/resource/1")
            .restart(Restart.WITH_TAG)),
    BROADCAST_BOX(habits("/api/whip")
            .token("streamkey")
            .missingToken(400)
            .location("/api/whip/1b2c")
            .links(
                    false,
                    "</api/sse/1b2c>; rel=\"urn:ietf:params:whep:ext:core:server-sent-events\"; events=\"layers\"")
            .restart(Restart.BAD_400)
            .deletes(204)
            .deletesAgain(400)),
    CLOUDFLARE(habits("/0123secret/webRTC/publish")
            .tag("W/\"weak\"")
            .lite()
            .redirects(307)
            .restart(Restart.UNPROCESSABLE_422)),
    /** No engine, but what RFC 9725 lets one do. */
    PLAIN(habits("/whip").redirects(308).restart(Restart.NOT_ALLOWED_405).deletes(202)),
    WANTS_ITS_TAG(
            habits("/whip/").location("1").restart(Restart.PRECONDITION_428).deletes(203)),
    SILENT_FRONT(habits("/whip").noLocation().restart(Restart.NOT_IMPLEMENTED_501));

    /** How it takes a PATCH that restarts ICE. */
    enum Restart {
        /** With any {@code If-Match}. */
        ANSWERED,
        /** {@code If-Match} with the asterisk, bare or in quotes; else 412. */
        EITHER_ASTERISK,
        /**
         * Only as RFC 9110 has it; else 500. Credentials at another level of the fragment than the offer's are not
         * seen, and 200 has the old ones.
         */
        BARE_ASTERISK,
        /** Only its entity tag, verbatim; else 412. */
        WITH_TAG,
        /** The connection ends without an answer. */
        CLOSED,
        BAD_400,
        NOT_ALLOWED_405,
        PRECONDITION_428,
        UNPROCESSABLE_422,
        NOT_IMPLEMENTED_501
    }

    /** What its answer has that others' have not. */
    enum Answering {
        /** Not the first codec alone, but each that it knows. */
        ALL_CODECS,
        NO_RTX,
        /** Once, before the sections. */
        SESSION_FINGERPRINT,
        /** Candidates also for RTCP, which is not used. */
        TWO_COMPONENTS,
        /** Candidates over TCP, which this side may use. */
        PASSIVE_TCP,
        /** An extension attribute behind each candidate. */
        GENERATION
    }

    @SuppressWarnings("ImmutableEnumChecker") // they change while a constant is made, and not afterwards
    final Habits habits;

    Engine(Habits habits) {
        this.habits = habits;
    }

    private static Habits habits(String target) {
        return new Habits(target);
    }

    /** Mutable while a constant is made. */
    static final class Habits {
        final String target;
        Optional<String> token = Optional.empty();
        int wrongToken = 401;
        int missingToken = 401;
        Optional<String> tag = Optional.empty();
        Optional<String> location = Optional.of("session/1");
        List<String> links = List.of();
        boolean linksInOptions;
        boolean lite;
        boolean passive;
        /** 0 for none. */
        int redirects;

        Set<Answering> answering = Set.of();
        boolean deletesWithoutToken;
        int deletes = 200;
        int deletesAgain = 404;
        Optional<String> tagAfterRestart = Optional.of("\"tag1\"");
        Restart restart = Restart.NOT_ALLOWED_405;

        private Habits(String target) {
            this.target = target;
        }

        private Habits token(String value) {
            token = Optional.of(value);
            return this;
        }

        private Habits wrongToken(int status) {
            wrongToken = status;
            return this;
        }

        private Habits missingToken(int status) {
            missingToken = status;
            return this;
        }

        private Habits tag(String value) {
            tag = Optional.of(value);
            return this;
        }

        private Habits location(String value) {
            location = Optional.of(value);
            return this;
        }

        private Habits noLocation() {
            location = Optional.empty();
            return this;
        }

        private Habits links(boolean inOptions, String... values) {
            links = List.of(values);
            linksInOptions = inOptions;
            return this;
        }

        private Habits lite() {
            lite = true;
            return this;
        }

        private Habits passive() {
            passive = true;
            return this;
        }

        /** To another path first. */
        private Habits redirects(int status) {
            redirects = status;
            return this;
        }

        private Habits restart(Restart value) {
            restart = value;
            return this;
        }

        private Habits deletes(int status) {
            deletes = status;
            return this;
        }

        private Habits deletesAgain(int status) {
            deletesAgain = status;
            return this;
        }

        private Habits deletesWithoutToken() {
            deletesWithoutToken = true;
            return this;
        }

        private Habits tagAfterRestart(String value) {
            tagAfterRestart = Optional.of(value);
            return this;
        }

        private Habits answers(Answering... values) {
            answering = Set.of(values);
            return this;
        }

        String setup() {
            return passive ? "passive" : "active";
        }

        boolean canRestart() {
            return switch (restart) {
                case ANSWERED, EITHER_ASTERISK, BARE_ASTERISK, WITH_TAG -> location.isPresent();
                default -> false;
            };
        }
    }
}
