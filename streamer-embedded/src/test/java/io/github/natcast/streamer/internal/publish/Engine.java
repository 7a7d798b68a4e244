package io.github.natcast.streamer.internal.publish;

import java.util.List;
import java.util.Optional;

/**
 * The habits of the engines that are published to, a constant each; {@link StrictEngine} acts on them.
 *
 * <p>What they have in common stands in {@link StrictEngine}: what an offer must have, and that nothing is asked of it
 * that it does not know.
 */
enum Engine {
    MEDIAMTX(habits("/live/whip")
            .token("user:pass")
            .tag("*")
            .links(
                    true,
                    "<stun:stun.example.org:3478>; rel=\"ice-server\", <turn:turn.example.org:3478?transport=udp>;"
                            + " rel=\"ice-server\"; username=\"a,b\"; credential=\"c;d\\\"e\"; credential-type=\"password\"")
            .restart(Restart.ANSWERED)),
    LIVEKIT(habits("/whip/v1")
            .token("eyJhbGciOiJIUzI1NiJ9.e30.x-_")
            .tag("Ufrag1")
            .links(
                    false,
                    "<turns:turn.example.org:5349?transport=tcp>; rel=\"ice-server\"; username=\"u%3A1\";"
                            + " credential=\"p%2Bq%2F%3D\"; credential-type=\"password\"")
            .lite()
            .restart(Restart.BARE_ASTERISK)),
    SRS(habits("/rtc/v1/whip/?app=live&stream=avatar&secret=s%2Fs")
            .location("/rtc/v1/whip/?action=delete&token=t&app=live&stream=avatar&session=1:2")
            .lite()
            .passive()
            .restart(Restart.NOT_ALLOWED_405)),
    OVEN(habits("/app/stream?direction=whip&policy=p&signature=s")
            .tag("\"v1\"")
            .location("stream/session?direction=whip")
            .links(false, "<turn:turn.example.org:3478>; rel=\"ice-server\"; username=\"u\"; credential=\"p\"")
            .restart(Restart.ANSWERED)),
    JANUS(habits("/whip/endpoint/avatar")
            .token("verysecret")
            .wrongToken(403)
            .tag("\"quoted\"")
            .location("https://engine.example.org/whip/resource/1")
            .restart(Restart.WITH_TAG)),
    BROADCAST_BOX(habits("/api/whip")
            .token("streamkey")
            .missingToken(400)
            .restart(Restart.PRECONDITION_428)
            .deletes(204)),
    CLOUDFLARE(habits("/0123secret/webRTC/publish")
            .tag("W/\"weak\"")
            .lite()
            .redirects()
            .restart(Restart.UNPROCESSABLE_422)),
    SILENT_FRONT(
            habits("/whip").noLocation().restart(Restart.NOT_IMPLEMENTED_501).deletes(202));

    /** How it takes a PATCH that restarts ICE. */
    enum Restart {
        /** {@code If-Match} with the asterisk, bare or in quotes. */
        ANSWERED,
        /** Only as RFC 9110 has it; else 412. */
        BARE_ASTERISK,
        /** Only its entity tag, verbatim; else 412. */
        WITH_TAG,
        NOT_ALLOWED_405,
        PRECONDITION_428,
        UNPROCESSABLE_422,
        NOT_IMPLEMENTED_501
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
        Optional<String> link = Optional.empty();
        boolean linksInOptions;
        boolean lite;
        boolean passive;
        boolean redirects;
        int deletes = 200;
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

        private Habits links(boolean inOptions, String value) {
            link = Optional.of(value);
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

        /** 307 to another path first. */
        private Habits redirects() {
            redirects = true;
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

        String setup() {
            return passive ? "passive" : "active";
        }

        List<String> links() {
            return link.stream().toList();
        }
    }
}
