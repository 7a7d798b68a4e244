package io.github.natcast.streamer.internal.transport;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A certificate's hash as {@code a=fingerprint} carries it (RFC 8122 §5). Immutable by agreement: nobody writes to
 * {@code value}.
 *
 * @param value the hash; its length is the function's
 */
public record Fingerprint(HashFunction hashFunction, byte[] value) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    /** The hash functions of RFC 8122 §5 but those that are broken: MD2, MD5 and SHA-1. Strongest last. */
    public enum HashFunction {
        SHA_256("sha-256", "SHA-256", 32),
        SHA_384("sha-384", "SHA-384", 48),
        SHA_512("sha-512", "SHA-512", 64);

        private final String wire;
        private final String algorithm;
        private final int length;

        HashFunction(String wire, String algorithm, int length) {
            this.wire = wire;
            this.algorithm = algorithm;
            this.length = length;
        }

        /** As {@code a=fingerprint} spells it. */
        public String wire() {
            return wire;
        }

        private static Optional<HashFunction> ofWire(String name) {
            return Arrays.stream(values())
                    .filter(function -> function.wire.equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    public Fingerprint {
        if (value.length != hashFunction.length) {
            throw new IllegalArgumentException(
                    hashFunction.wire + " has " + hashFunction.length + " bytes, not " + value.length);
        }
    }

    /**
     * Reads the value of {@code a=fingerprint}: hash-func SP fingerprint.
     *
     * @throws IllegalArgumentException if it is malformed or its hash function is not accepted; the message says which
     */
    public static Fingerprint parse(String text) {
        String[] parts = text.trim().split(" +", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "fingerprint \"" + text + "\" is not a hash function, a space and hexadecimal bytes");
        }
        HashFunction function = HashFunction.ofWire(parts[0])
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "fingerprint hash function \"" + parts[0]
                                        + "\" is not one of sha-256, sha-384, sha-512; weaker ones do not tie a certificate to an offer"));
        return new Fingerprint(function, bytes(parts[1]));
    }

    /**
     * Reads all {@code a=fingerprint} values of an offer, and ignores hash functions that are not accepted (RFC 8122
     * §5). Empty when none is left.
     *
     * @throws IllegalArgumentException if one with a known hash function is malformed; the message says which
     */
    public static List<Fingerprint> understood(Collection<String> values) {
        return values.stream()
                .filter(value ->
                        HashFunction.ofWire(value.trim().split(" ", -1)[0]).isPresent())
                .map(Fingerprint::parse)
                .toList();
    }

    private static byte[] bytes(String text) {
        try {
            return COLONS.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "fingerprint \"" + text + "\" is not hexadecimal bytes with colons between them", e);
        }
    }

    /** The fingerprint of a DER-encoded certificate. */
    public static Fingerprint of(HashFunction function, byte[] encodedCertificate) {
        try {
            MessageDigest digest = MessageDigest.getInstance(function.algorithm);
            return new Fingerprint(function, digest.digest(encodedCertificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + function.algorithm, e);
        }
    }

    /** Whether a fingerprint with the strongest hash function offered matches (RFC 8122 §5). */
    public static boolean matchesAny(Collection<Fingerprint> offered, byte[] encodedCertificate) {
        return offered.stream()
                .map(Fingerprint::hashFunction)
                .max(HashFunction::compareTo)
                .map(strongest -> of(strongest, encodedCertificate))
                .filter(offered::contains)
                .isPresent();
    }

    /** As {@code a=fingerprint} carries it. */
    @Override
    public String toString() {
        return hashFunction.wire + " " + COLONS.formatHex(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && hashFunction == that.hashFunction
                && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
