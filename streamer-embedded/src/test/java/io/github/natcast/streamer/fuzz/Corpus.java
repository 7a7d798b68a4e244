package io.github.natcast.streamer.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * The inputs of a target that are kept, one a line: {@code hex 0a0b} or {@code text v=0\r\n}, the latter with \r, \n,
 * \\ and \xHH for what is no printable ASCII. Lines that begin with # say what follows. Stateless.
 */
public final class Corpus {
    private static final HexFormat HEX = HexFormat.of();

    private Corpus() {}

    static List<byte[]> read(Class<?> target) {
        String name = target.getSimpleName().replace("FuzzTest", "");
        try (InputStream file = Corpus.class.getResourceAsStream("/fuzz/" + name + ".txt")) {
            if (file == null) {
                throw new IllegalStateException("there is no src/test/resources/fuzz/" + name + ".txt");
            }
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Corpus::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] parse(String line) {
        if (line.startsWith("hex ")) {
            return HEX.parseHex(line.substring(4));
        }
        if (!line.startsWith("text ")) {
            throw new IllegalStateException("\"" + line + "\" must begin with \"hex \" or \"text \"");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 5; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = line.charAt(++i);
            switch (escape) {
                case 'r' -> text.append('\r');
                case 'n' -> text.append('\n');
                case '\\' -> text.append('\\');
                case 'x' -> {
                    text.append((char) HexFormat.fromHexDigits(line, i + 1, i + 3));
                    i += 2;
                }
                default -> throw new IllegalStateException("\\" + escape + " is no escape of " + line);
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The line for an input: text where most of it is. */
    static String line(byte[] input) {
        StringBuilder text = new StringBuilder("text ");
        int odd = 0;
        for (byte b : input) {
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\\' -> text.append("\\\\");
                default -> {
                    boolean printable = b >= ' ' && b <= '~';
                    text.append(printable ? String.valueOf((char) b) : "\\x" + HEX.toHexDigits(b));
                    odd += printable ? 0 : 1;
                }
            }
        }
        return odd * 8 > input.length ? "hex " + HEX.formatHex(input) : text.toString();
    }

    /**
     * {@code seeds CLASS FOLDER} writes the kept inputs of a target into a folder, as Jazzer reads them; {@code lines
     * FILE…} prints files as lines to keep.
     */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        if (arguments[0].equals("seeds")) {
            int number = 0;
            for (byte[] input : read(Class.forName(arguments[1]))) {
                Files.write(Path.of(arguments[2], "kept-" + number++), input);
            }
            return;
        }
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            System.out.println(line(Files.readAllBytes(Path.of(file))));
        }
    }
}
