package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.browser.LiveProgram;
import org.jspecify.annotations.Nullable;

/**
 * Shows one live program after another, 960x540 at 30 frames per second, and ends each in its own way. Confined to one
 * thread.
 */
final class LiveSources implements AutoCloseable {
    private final Streamer streamer;
    private @Nullable LiveProgram program;

    LiveSources(Streamer streamer) {
        this.streamer = streamer;
    }

    String let(String command) {
        if (command.equals("live")) {
            close();
            program = new LiveProgram("live", 960, 540, 30, 0xe02020, 880);
            streamer.show(program.source());
        } else if (program != null) {
            program.close();
            switch (command) {
                case "ends" -> program.source().end();
                case "fails" -> program.source().fail("on request");
                default -> {
                    // It stalls.
                }
            }
        }
        return command;
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
