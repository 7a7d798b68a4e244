package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.PublishTarget;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediamtxFilesTest {
    private static final Notes ENGLISH = Notes.of(Locale.ENGLISH);
    private static final Origin.Choice PUBLISHES = choice(null, "publish.token");

    @Test
    void thePublicHostPullsEachChannelThroughTheTunnel() throws UserException {
        List<DeployedFile> files = files(Origin.Choice.NONE, channels("live", "room-7"));

        Object origin = yaml(files.get(0), "mediamtx-origin.yml");
        assertThat(Yaml.at(origin, "paths", "live", "source")).isEqualTo("whep://51.161.209.200:10110/whep/live");
        assertThat(Yaml.at(origin, "paths", "room-7", "source")).isEqualTo("whep://51.161.209.200:10110/whep/room-7");
        assertThat(Yaml.at(origin, "webrtcAdditionalHosts")).isEqualTo(List.of("51.161.209.200"));
        assertThat(Yaml.at(origin, "authInternalUsers", 0, "user")).isEqualTo("any");
        assertThat(Yaml.at(origin, "authInternalUsers", 0, "permissions").toString())
                .isEqualTo("[{action=read}]");
        assertThat(files.get(0).secret()).isFalse();
        assertThat(files.get(0).text()).contains("MTX_PATHDEFAULTS_WHEPBEARERTOKEN");
    }

    @Test
    void replicasHaveEachChannelFromTheOrigin() throws UserException {
        Object replica =
                yaml(files(Origin.Choice.NONE, channels("live", "room-7")).get(1), "mediamtx-replica.yml");

        for (String channel : List.of("live", "room-7")) {
            assertThat(Yaml.at(replica, "paths", channel, "source")).isEqualTo("rtsp://51.161.209.200:8554/" + channel);
            assertThat(Yaml.at(replica, "paths", channel, "sourceOnDemand")).isEqualTo(true);
            assertThat(Yaml.at(replica, "paths", channel, "rtspTransport")).isEqualTo("tcp");
        }
        assertThat(Yaml.at(replica, "rtsp")).isEqualTo(false);
        assertThat(Yaml.has(replica, "webrtcICEServers2")).isFalse();
    }

    @Test
    void natcastPublishesWithAPasswordThatOnlyItsHashIsKeptOf() throws UserException {
        DeployedFile file = files(PUBLISHES, channels("live", "room-7")).get(0);

        Object origin = yaml(file, "mediamtx-origin.yml");
        assertThat(Yaml.at(origin, "paths", "live", "source")).isEqualTo("publisher");
        assertThat(Yaml.at(origin, "authInternalUsers", 0, "user")).isEqualTo("natcast");
        // printf s3cret/x | openssl dgst -sha256 -binary | base64
        assertThat(Yaml.at(origin, "authInternalUsers", 0, "pass"))
                .isEqualTo("sha256:nQhE+5ZKhtHQLEDsuoflZxcN+4DRT4RGbNLUYUf6SoA=");
        assertThat(Yaml.at(origin, "authInternalUsers", 0, "permissions").toString())
                .isEqualTo("[{action=publish, path=live}, {action=publish, path=room-7}]");
        assertThat(file.secret()).isTrue();
        assertThat(file.shown()).doesNotContain("sha256:");
        assertThat(file.text()).doesNotContain("s3cret").contains("51.161.209.200:8889/live/whip");
    }

    private static PublishTarget target(String url, @Nullable String token) {
        return new PublishTarget(
                "live", URI.create(url), Optional.ofNullable(token).map(Path::of));
    }

    @Test
    void whatTheFilePublishesToNeedsNoFlags() throws UserException {
        Deployment router = Edited.behindRouter().get();
        PublishTarget mediamtx = target("http://media.example.org:8889/live/whip", "publish.token");
        Deployment publishes = router.with(List.of(target("https://other.example.org/api/whip", null), mediamtx));

        Object origin = yaml(files(Origin.Choice.NONE, publishes).get(0), "mediamtx-origin.yml");
        assertThat(Yaml.at(origin, "paths", "live", "source")).isEqualTo("publisher");
        assertThat(Yaml.at(origin, "authInternalUsers", 0, "user")).isEqualTo("natcast");
        assertThat(Yaml.at(origin, "webrtcAdditionalHosts")).isEqualTo(List.of("media.example.org"));
        assertThat(files(choice("media.example.org", null), publishes).toString())
                .isEqualTo(files(Origin.Choice.NONE, publishes).toString());
    }

    /** Its ports are the tunnel's, too. */
    @Test
    void whatTheFilePublishesToMayBeThePublicHost() throws UserException {
        Deployment publishes =
                channels("live").with(List.of(target("http://51.161.209.200:8889/live/whip", "publish.token")));
        assertThat(files(Origin.Choice.NONE, publishes).toString())
                .isEqualTo(files(PUBLISHES, channels("live")).toString());
    }

    @Test
    void anotherEngineOfTheFileIsNotMeant() throws UserException {
        Deployment elsewhere = channels("live").with(List.of(target("http://engine.example.org/whip/v1", "t")));
        assertThat(files(Origin.Choice.NONE, elsewhere).toString())
                .isEqualTo(files(Origin.Choice.NONE, channels("live")).toString());
        Deployment open = channels("live").with(List.of(target("http://m.example.org/live/whip", null)));
        refuses(Origin.Choice.NONE, open, "without a token");
    }

    @Test
    void anotherHostNeedsNoTunnelAndHasItsPortsForItself() throws UserException {
        Deployment router =
                Edited.behindRouter().names("cam.example.org").tls("/etc/tls").get();

        Object origin = yaml(files(choice("media.example.org", null), router).get(0), "mediamtx-origin.yml");
        assertThat(Yaml.at(origin, "paths", "live", "source")).isEqualTo("wheps://cam.example.org/whep/live");
        Object replica = yaml(files(choice("[2001:db8::1]", "t"), router).get(1), "mediamtx-replica.yml");
        assertThat(Yaml.at(replica, "paths", "live", "source")).isEqualTo("rtsp://[2001:db8::1]:8554/live");
    }

    @Test
    void aStunServerTellsReplicasTheirAddress() throws UserException {
        Deployment deployment = Edited.behindRouter().topology("""
                {"publicAddresses": ["192.0.2.1"], "forwards": [{"transport": "tcp", "public": 443, "local": 9000}],
                 "iceServers": [{"urls": ["stun:stun.example.org:3478", "turn:192.0.2.9:3478"], "username": "u",
                                 "credential": "c"}]}
                """).get();

        String text = files(choice("192.0.2.50", null), deployment).get(1).text();
        assertThat(Yaml.at(Yaml.documents(text).get(0), "webrtcICEServers2").toString())
                .isEqualTo("[{url=stun:stun.example.org:3478}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"tcp | 8889 | has tcp 8889", "tcp | 8554 | has tcp 8554", "udp | 8189 | has udp 8189"})
    void refusesPortsThatTheTunnelHas(String transport, int port, String message) {
        Deployment taken = new Edited().topology("""
                {"publicAddresses": ["192.0.2.1"], "tunnel": "frp",
                 "forwards": [{"transport": "%s", "public": %d, "local": 9000}]}
                """.formatted(transport, port)).get();

        refuses(Origin.Choice.NONE, taken, message);
    }

    @Test
    void refusesInOneLine() {
        Deployment router = Edited.behindRouter().get();
        refuses(Origin.Choice.NONE, router, "--origin HOST");
        refuses(choice("a b", null), router, "is no host for a URL");
        refuses(choice("media.example.org", null), unreachable(), "--publish-token FILE");
        refuses(Origin.Choice.NONE, channels("live", "房间"), "no path for the channel");
        refuses(Origin.Choice.NONE, channels("live", "~room"), "no path for the channel");
        refuses(Origin.Choice.NONE, channels("live", "all_others"), "no path for the channel");
        for (String token : List.of(
                "secret", ":secret", "natcast:", "any:secret", "a b:secret", "natcast:sec:ret", "natcast:sec ret")) {
            assertThatThrownBy(
                            () -> new MediamtxFiles(PUBLISHES, file -> token).files(Deployments.behindFrp(), ENGLISH))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("USER:PASSWORD");
        }
    }

    private static Deployment unreachable() {
        return Edited.behindRouter().topology("{\"tunnel\": \"none\"}").get();
    }

    private static void refuses(Origin.Choice choice, Deployment deployment, String message) {
        assertThatThrownBy(() -> files(choice, deployment))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    static Origin.Choice choice(@Nullable String host, @Nullable String token) {
        return new Origin.Choice(
                Optional.ofNullable(host), Optional.ofNullable(token).map(Path::of));
    }

    static Deployment channels(String... names) {
        Deployment base = Deployments.behindFrp();
        return new Deployment(
                base.topology(),
                base.publicNames(),
                base.listening(),
                base.frp(),
                base.turn(),
                base.tls(),
                base.sources(),
                List.of(names));
    }

    static List<DeployedFile> files(Origin.Choice choice, Deployment deployment) throws UserException {
        return new MediamtxFiles(choice, file -> "natcast:s3cret/x").files(deployment, ENGLISH);
    }

    private static Object yaml(DeployedFile file, String name) {
        assertThat(file.name()).isEqualTo(name);
        return Yaml.documents(file.text()).get(0);
    }
}
