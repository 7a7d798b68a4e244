package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Pointer;

/**
 * The attacked process: a streamer of a test pattern with the limits that it has by default. Each line of its input is
 * answered by one of reachable bytes of heap and bytes that JavaCPP tracks; the end of its input stops it.
 */
final class AttackedServer {
    static final String READY = "ready ";

    private AttackedServer() {}

    public static void main(String[] arguments) throws Exception {
        try (Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults()
                        .withSize(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])))
                .audio(AudioSettings.disabled())
                .bindAddress(arguments[0])
                .httpPort(0)
                .mediaPort(0)
                .publicTcp(arguments[0])
                .build()) {
            streamer.start();
            System.out.println(READY + streamer.address().getPort() + " "
                    + streamer.mediaAddresses().get(0).getPort());
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (questions.readLine() != null) {
                System.out.println(held());
            }
        }
        System.exit(0);
    }

    private static String held() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " " + Pointer.totalBytes();
    }
}
