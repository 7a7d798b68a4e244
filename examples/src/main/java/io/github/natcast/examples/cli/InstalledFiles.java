package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.manual.ManPages;
import io.github.natcast.examples.cli.manual.ZshCompletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what is installed beside the command: manual pages, and what bash and zsh complete. The build runs it. */
public final class InstalledFiles {
    private InstalledFiles() {}

    /**
     * Writes them.
     *
     * @param arguments a folder, which gets man/, bash/ and zsh/; the version; its date, such as 2026-11-22T00:00:00Z
     */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path folder = Path.of(arguments[0]);
        CommandLine line = Natcast.commandLine();
        LocalDate date = LocalDate.ofInstant(Instant.parse(arguments[2]), ZoneOffset.UTC);
        Map<String, String> pages = ManPages.of(line.getCommandSpec(), arguments[1], date);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            write(folder.resolve("man/" + page.getKey() + ".1"), page.getValue());
        }
        write(folder.resolve("bash/natcast"), AutoComplete.bash("natcast", line));
        write(folder.resolve("zsh/_natcast"), ZshCompletion.of(line.getCommandSpec()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
