package io.github.natcast.streamer.internal.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.signaling.TestRequests;
import io.github.natcast.streamer.security.AccessCheck.Verdict;
import io.github.natcast.streamer.security.JwtSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtCheckTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private JwtSettings settings = JwtSettings.secret(SECRET);

    private JwtCheck bySecret() throws IOException {
        return JwtCheck.bySecret(settings, new JwtSettings.Secret(SECRET), () -> NOW);
    }

    private JwtCheck byKeys(String set) throws IOException {
        return JwtCheck.byKeysOfFile(settings, () -> set, "keys.json", () -> NOW);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().subject("ann").expirationTime(Date.from(NOW.plusSeconds(300)));
    }

    private static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String hs256(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        return sign(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(SECRET), claims.build());
    }

    private static Verdict check(JwtCheck check, String token) {
        ViewerRequest request =
                TestRequests.of(ViewerRequest.Protocol.WHEP, "live", new InetSocketAddress("192.0.2.1", 9));
        return check.check(request.withToken(token));
    }

    private static boolean admits(JwtCheck check, String token) {
        return check(check, token) instanceof Verdict.Admitted;
    }

    @Test
    void aSignedTokenAdmitsWithItsClaims() throws Exception {
        String token =
                hs256(claims -> claims.claim("seats", 3).claim("nothing", null).claim("roles", List.of("guest")));
        Verdict.Admitted admitted = (Verdict.Admitted) check(bySecret(), token);

        assertThat(admitted.claims())
                .containsEntry("sub", "ann")
                .containsEntry("seats", 3L)
                .containsEntry("roles", List.of("guest"))
                .doesNotContainKey("nothing");
        assertThat(admitted.allows("anything")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-59,true", "-60,false", "300,true"})
    void expiresWithAMinuteOfLeeway(int secondsLeft, boolean admitted) throws Exception {
        String token = hs256(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(secondsLeft))));
        assertThat(admits(bySecret(), token)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({"60,true", "61,false", "-300,true"})
    void beginsWithAMinuteOfLeeway(int secondsUntil, boolean admitted) throws Exception {
        String token = hs256(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(secondsUntil))));
        assertThat(admits(bySecret(), token)).isEqualTo(admitted);
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() throws Exception {
        assertThat(admits(bySecret(), hs256(claims -> claims.expirationTime(null))))
                .isFalse();
    }

    @Test
    void audienceAndIssuerMustFit() throws Exception {
        settings = settings.audience("video").issuer("login");
        assertThat(admits(
                        bySecret(),
                        hs256(claims ->
                                claims.audience(List.of("mail", "video")).issuer("login"))))
                .isTrue();
        assertThat(admits(bySecret(), hs256(claims -> claims.audience("mail").issuer("login"))))
                .isFalse();
        assertThat(admits(bySecret(), hs256(claims -> claims.audience("video").issuer("other"))))
                .isFalse();
        assertThat(admits(bySecret(), hs256(claims -> {}))).isFalse();
    }

    @Test
    void aClaimMayListTheChannels() throws Exception {
        settings = settings.channelsClaim("channels");
        assertThat(channels(hs256(claims -> claims.claim("channels", List.of("a", "b c")))))
                .contains(Set.of("a", "b c"));
        assertThat(channels(hs256(claims -> claims.claim("channels", "a  b")))).contains(Set.of("a", "b"));
        assertThat(channels(hs256(claims -> claims.claim("channels", 7)))).contains(Set.of());
        assertThat(channels(hs256(claims -> {}))).contains(Set.of());
    }

    private Optional<Set<String>> channels(String token) throws Exception {
        return ((Verdict.Admitted) check(bySecret(), token)).channels();
    }

    @Test
    void rs256AndEs256AreVerifiedByASet() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        ECKey elliptic = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        JwtCheck check = byKeys(new JWKSet(List.of(rsa, elliptic)).toString());
        JWSHeader named = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("e").build();

        assertThat(admits(check, sign(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(rsa), claims().build())))
                .isTrue();
        assertThat(admits(check, sign(named, new ECDSASigner(elliptic), claims().build())))
                .isTrue();
        assertThat(admits(check, sign(named, new ECDSASigner(stranger), claims().build())))
                .isFalse();
        JWSHeader other = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("x").build();
        assertThat(admits(check, sign(other, new ECDSASigner(elliptic), claims().build())))
                .isFalse();
        assertThat(admits(check, sign(new JWSHeader(JWSAlgorithm.RS512), new RSASSASigner(rsa), claims().build())))
                .isFalse();
    }

    /** The public key is known to everybody: it must not serve as the secret of HS256 (RFC 8725 §2.1). */
    @Test
    void aPublicKeyIsNoSecret() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        JwtCheck check = byKeys(new JWKSet(rsa).toString());
        byte[] known = rsa.toRSAPublicKey().getEncoded();
        String forged = sign(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(known), claims().build());

        assertThat(admits(check, forged)).isFalse();
        assertThat(admits(check, new PlainJWT(claims().build()).serialize())).isFalse();
        assertThat(admits(bySecret(), new PlainJWT(claims().build()).serialize()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA"})
    void whatIsNoTokenIsRefused(String token) throws Exception {
        Verdict verdict = check(bySecret(), token);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) verdict).status()).isEqualTo(401);
    }

    @Test
    void changedAndOverlongTokensAreRefused() throws Exception {
        String token = hs256(claims -> {});
        for (int i = 0; i < token.length() - 1; i++) {
            char[] changed = token.toCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            assertThat(admits(bySecret(), new String(changed))).as("at %s", i).isFalse();
        }
        assertThat(admits(bySecret(), hs256(claims -> claims.claim("x", "y".repeat(17_000)))))
                .isFalse();
    }

    @Test
    void keysThatCannotBeFetchedAreNoRefusalForGood() throws Exception {
        ECKey elliptic = new ECKeyGenerator(Curve.P_256).generate();
        JwtCheck check = JwtCheck.byKeysOfUrl(
                settings,
                () -> {
                    throw new IOException("away");
                },
                "the test",
                () -> NOW,
                () -> 0);
        Verdict verdict =
                check(check, sign(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(elliptic), claims().build()));

        assertThat(((Verdict.Refused) verdict).status()).isEqualTo(503);
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatThrownBy(() -> JwtSettings.secret("short")).hasMessageContaining("32 or more");
        assertThatThrownBy(() -> byKeys("{}")).hasMessageContaining("keys.json");
        assertThat(JwtSettings.secret(SECRET).toString()).doesNotContain(SECRET);
    }
}
