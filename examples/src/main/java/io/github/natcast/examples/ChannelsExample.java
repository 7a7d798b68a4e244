package io.github.natcast.examples;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.PushVideoSource;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerRequest;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * A video for each session: whoever opens {@code /?session=NAME} sees a clip at once, and then what is drawn for that
 * name. Its channel is made when the first viewer asks and closed when the last one leaves. Arguments: a clip, HTTP
 * port and media port; a test pattern, 9000 and 10111 unless given.
 */
public final class ChannelsExample implements StreamerListener {
    private static final VideoSettings VIDEO =
            VideoSettings.defaults().withSize(640, 360).withFramesPerSecond(10).withBitrate(500_000);
    private static final long FRAME_MILLIS = 100;

    private final VideoSource clip;
    private final Streamer streamer;

    private ChannelsExample(VideoSource clip, int httpPort, int mediaPort) {
        this.clip = clip;
        streamer = Streamer.builder()
                .source(clip)
                .video(VIDEO)
                .httpPort(httpPort)
                .mediaPort(mediaPort)
                .admission(this::decide)
                .listener(this)
                .build();
    }

    public static void main(String[] arguments) throws StreamerException, IOException, InterruptedException {
        Logging.install();
        ChannelsExample example = new ChannelsExample(
                arguments.length > 0 ? VideoSource.media(arguments[0]) : VideoSource.testPattern(),
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9000,
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10111);
        try (Streamer streamer = example.streamer) {
            streamer.start();
            System.out.println("watch at " + streamer.address());
            System.out.println("end of input to stop");
            while (System.in.read() >= 0) {
                // Whatever is typed.
            }
        }
    }

    /** On one of signalling's threads: several viewers may ask for one new session at once. */
    private synchronized Admission.Decision decide(ViewerRequest request) {
        String session = request.session();
        try {
            return Admission.watch(streamer.channel(session).isPresent() ? session : open(session));
        } catch (StreamerException refused) {
            return Admission.refuse(503, "full", String.valueOf(refused.getMessage()));
        }
    }

    private String open(String session) throws StreamerException {
        Channel channel = streamer.open(session, ChannelSettings.of(clip).withVideo(VIDEO));
        PushVideoSource drawing = VideoSource.pushed("drawn for " + session);
        channel.show(drawing)
                .whenComplete((shown, failure) -> System.out.println(
                        failure == null ? session + " is live" : session + ": " + failure.getMessage()));
        Thread painter = new Thread(() -> paint(channel, drawing), "painter of " + session);
        painter.setDaemon(true);
        painter.start();
        return session;
    }

    /** What a program would generate for this session. */
    private static void paint(Channel channel, PushVideoSource drawing) {
        BufferedImage image = new BufferedImage(VIDEO.width(), VIDEO.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 48));
        try {
            for (int frame = 0; channel.isOpen(); frame++) {
                graphics.setColor(Color.DARK_GRAY);
                graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
                graphics.setColor(Color.WHITE);
                graphics.drawString(channel.name(), 20 + frame % 200, 180);
                drawing.push(image, System.nanoTime());
                Thread.sleep(FRAME_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            graphics.dispose();
        }
    }

    /** One who asks in this very moment is told that the channel was closed, and comes back to a new one. */
    @Override
    public void onViewerClosed(Viewer viewer, String reason) {
        streamer.channel(viewer.channel())
                .filter(channel -> !channel.name().equals(Channel.DEFAULT_NAME))
                .filter(channel -> channel.viewers().isEmpty())
                .ifPresent(channel -> channel.close("its last viewer has left"));
    }
}
