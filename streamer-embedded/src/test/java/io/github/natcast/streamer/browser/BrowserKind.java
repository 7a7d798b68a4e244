package io.github.natcast.streamer.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The browsers in which tests play the stream, if they are installed. */
public enum BrowserKind {
    CHROMIUM("chromium"),
    FIREFOX("firefox-esr");

    private final String debianPackage;

    BrowserKind(String debianPackage) {
        this.debianPackage = debianPackage;
    }

    /** Skips the test when the browser is not installed, or when {@code -Dbrowsers=chromium} names only others. */
    void orSkip() {
        String wanted = System.getProperty("browsers", "chromium,firefox");
        assumeTrue(
                List.of(wanted.split(",")).contains(name().toLowerCase(Locale.ROOT)),
                () -> "only " + wanted + " is tested in this run");
        assumeTrue(
                program().isPresent(),
                () -> "no " + debianPackage + " on the PATH (Debian: apt-get install " + debianPackage
                        + "): nothing is tested in it");
    }

    /** Starts the browser at {@code about:blank}, or skips the test. */
    public Browser startOrSkip() throws IOException, InterruptedException {
        orSkip();
        return switch (this) {
            case CHROMIUM -> Chromium.start();
            case FIREFOX -> Firefox.start();
        };
    }

    /** The same, for a person who reads these languages, such as {@code zh-CN,zh}. */
    public Browser startOrSkip(String languages) throws IOException, InterruptedException {
        orSkip();
        return switch (this) {
            case CHROMIUM -> {
                Chromium chromium = Chromium.start();
                chromium.speak(languages);
                yield chromium;
            }
            case FIREFOX -> Firefox.startSpeaking(languages);
        };
    }

    private Optional<Path> program() {
        return switch (this) {
            case CHROMIUM -> Chromium.program();
            case FIREFOX -> Firefox.program();
        };
    }
}
