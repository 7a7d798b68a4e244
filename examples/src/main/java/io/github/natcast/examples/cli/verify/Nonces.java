package io.github.natcast.examples.cli.verify;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Numbers that nobody foresees. */
final class Nonces {
    private static final int BYTES = 16;

    private Nonces() {}

    /** 32 hexadecimal digits. */
    static String next(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
