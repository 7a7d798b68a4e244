package io.github.natcast.streamer.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** An endless sequence of inputs that resemble the kept ones; the same for the same seed. Confined to one thread. */
final class Mutations {
    private static final byte[] EDGES = {0, 1, 2, 3, 4, 0x7f, (byte) 0x80, (byte) 0xff, '\r', '\n', ' ', ':', '0', '9'};
    private static final int MOST_CHANGES = 5;
    private static final int LONGEST_REPEAT = 64;

    private final List<byte[]> corpus;
    private final Random random;

    Mutations(List<byte[]> corpus, Random random) {
        this.corpus = corpus;
        this.random = random;
    }

    byte[] next() {
        byte[] input = one();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] one() {
        return corpus.get(random.nextInt(corpus.size())).clone();
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int length = random.nextInt(Math.min(LONGEST_REPEAT, input.length - at) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> bitFlipped(input);
            case 1 -> set(input, EDGES[random.nextInt(EDGES.length)]);
            case 2 -> set(input, (byte) random.nextInt());
            case 3 -> joined(input, 0, at, input, at + length, input.length); // a part is missing
            case 4 -> joined(input, 0, at + length, input, at, input.length); // a part comes twice
            case 5 -> spliced(input, at);
            case 6 -> added(input);
            default -> joined(input, 0, at, new byte[random.nextInt(5)], input, at);
        };
    }

    private byte[] bitFlipped(byte[] input) {
        if (input.length > 0) {
            input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return input;
    }

    private byte[] set(byte[] input, byte value) {
        if (input.length > 0) {
            input[random.nextInt(input.length)] = value;
        }
        return input;
    }

    /** Counts and lengths off by a little. */
    private byte[] added(byte[] input) {
        if (input.length > 0) {
            input[random.nextInt(input.length)] += (byte) (random.nextInt(9) - 4);
        }
        return input;
    }

    private byte[] spliced(byte[] input, int at) {
        byte[] other = one();
        int from = random.nextInt(other.length + 1);
        return joined(input, 0, at, other, from, other.length);
    }

    private static byte[] joined(byte[] first, int from, int to, byte[] second, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first, from, to - from);
        out.write(second, start, end - start);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, int from, int to, byte[] middle, byte[] last, int start) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first, from, to - from);
        out.writeBytes(middle);
        out.write(last, start, last.length - start);
        return out.toByteArray();
    }
}
