package io.github.natcast.streamer.internal.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of textual encoding (RFC 7468). Immutable.
 *
 * @param label such as {@code CERTIFICATE}
 * @param text base64, behind headers of RFC 1421 where the block is encrypted in OpenSSL's own way
 */
record Pem(String label, String text) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** All blocks of a file, whatever is between them. */
    static List<Pem> blocks(byte[] file) {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Pem(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    boolean isEncrypted() {
        return label.startsWith("ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED");
    }

    boolean isKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /** @throws IllegalArgumentException when it is no base64 */
    byte[] content() {
        return Base64.getMimeDecoder().decode(text.strip());
    }

    /** Tells nothing of a key. */
    @Override
    public String toString() {
        return label;
    }
}
