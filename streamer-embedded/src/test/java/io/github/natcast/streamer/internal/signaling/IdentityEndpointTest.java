package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.signaling.SignalingReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One streamer answers alike at all of its ports, and no other one does. */
final class IdentityEndpointTest {
    private static final String NONCE = "0123456789abcdef";

    private final FakeStreamer streamer = new FakeStreamer();

    @AfterEach
    void close() {
        streamer.close();
    }

    private SignalingContext context(SignalingSettings settings) {
        return SignalingContext.create(
                settings, SignalingLimits.DEFAULTS, streamer, Reports.none(), new Random(1), Runnable::run);
    }

    private static SignalingReply get(SignalingContext context, String path) {
        return new SignalingEndpoint(context, () -> {}).answer(TestRequests.request("GET", path, Map.of(), ""));
    }

    private static String proof(SignalingContext context, String nonce) {
        SignalingReply reply = get(context, "/verify/" + nonce);
        assertThat(reply.status()).isEqualTo(200);
        return new String(reply.body(), StandardCharsets.US_ASCII);
    }

    private static SignalingSettings another() {
        SignalingSettings open = SignalingSettings.OPEN;
        return new SignalingSettings(
                open.entrance(), open.forwarders(), open.limits(), open.refusals(), open.admin(), open.web());
    }

    @Test
    void oneStreamerGivesOneProof() {
        SignalingSettings settings = another();
        String proof = proof(context(settings), NONCE);
        assertThat(proof).matches("[0-9a-f]{64}");
        assertThat(proof(context(settings.withAdmin(AdminRule.LOCAL)).forAdmin(), NONCE))
                .isEqualTo(proof);
    }

    @Test
    void anotherNonceOrStreamerGivesAnotherProof() {
        SignalingContext context = context(another());
        assertThat(proof(context, NONCE))
                .isNotEqualTo(proof(context, NONCE + "0"))
                .isNotEqualTo(proof(context(another()), NONCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/short", "/0123456789abcde.", "/0123456789abcdef/more", "/%2e%2e0123456789abcdef"})
    void whatIsNoNonceGetsNoProof(String rest) {
        assertThat(get(context(another()), "/verify" + rest).status()).isEqualTo(404);
    }

    @Test
    void nothingCanBeWrittenThere() {
        SignalingReply reply = new SignalingEndpoint(context(another()), () -> {})
                .answer(TestRequests.request("POST", "/verify/" + NONCE, Map.of(), "x"));
        assertThat(reply.status()).isEqualTo(405);
    }
}
