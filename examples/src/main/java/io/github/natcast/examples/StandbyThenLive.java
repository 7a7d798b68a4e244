package io.github.natcast.examples;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/**
 * Plays a standby clip until something is live, and again when that ends; viewers stay connected throughout. Each line
 * of standard input is a file, a URL or a device to show; an empty line goes back to the standby. Arguments: the clip,
 * HTTP port and media port; a test pattern, 9000 and 10111 unless given.
 */
public final class StandbyThenLive {
    private StandbyThenLive() {}

    public static void main(String[] arguments) throws StreamerException, IOException {
        Logging.install();
        VideoSource standby = arguments.length > 0 ? VideoSource.media(arguments[0]) : VideoSource.testPattern();
        int httpPort = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9000;
        int mediaPort = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10111;
        try (Streamer streamer = Streamer.builder()
                .source(standby)
                .httpPort(httpPort)
                .mediaPort(mediaPort)
                .build()) {
            streamer.start();
            System.out.println("watch at " + streamer.address());
            System.out.println("type what to show; an empty line for the standby, end of input to stop");
            showWhatIsTyped(streamer);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void showWhatIsTyped(Streamer streamer) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.isBlank()) {
                streamer.showStandby();
            } else {
                // Returns at once. Viewers see the source from its first picture on; if there is none, they notice
                // nothing.
                streamer.show(VideoSource.media(line.strip()));
            }
        }
    }
}
