package io.github.natcast.streamer;

import java.util.ArrayList;
import java.util.List;

/**
 * Which renditions settings stand for. Stateless.
 *
 * <p>The sides shrink to two thirds and two fifths: 44 % and 16 % of the pixels at 45 % and 18 % of the bitrate. So a
 * smaller rendition has as many bits for each pixel as the full one, or slightly more, which it needs: the smaller a
 * picture, the more detail is in each pixel.
 */
final class RenditionLadder {
    private static final double[] RATES = {1, 0.45, 0.18};
    private static final double[] SIDES = {1, 2.0 / 3, 2.0 / 5};

    /** Encoders of graphics hardware refuse smaller pictures: nvenc those below 145x49. */
    private static final int LEAST_WIDTH = 160;

    private static final int LEAST_HEIGHT = 90;

    private RenditionLadder() {}

    static List<Rendition> of(VideoSettings settings) {
        List<Rendition> ladder = new ArrayList<>();
        ladder.add(new Rendition(0, settings.width(), settings.height(), settings.bitrate()));
        int most = settings.adaptation() ? settings.renditions() : 1;
        for (int index = 1; index < most; index++) {
            int bitrate = (int) Math.round(settings.bitrate() * RATES[index]);
            if (bitrate < settings.minimumBitrate()) {
                break;
            }
            double side = Math.max(SIDES[index], leastSide(settings));
            ladder.add(new Rendition(index, even(settings.width() * side), even(settings.height() * side), bitrate));
        }
        return List.copyOf(ladder);
    }

    private static double leastSide(VideoSettings settings) {
        double width = (double) LEAST_WIDTH / settings.width();
        double height = (double) LEAST_HEIGHT / settings.height();
        return Math.min(1, Math.max(width, height));
    }

    /** 4:2:0 needs even sides. */
    private static int even(double pixels) {
        return (int) Math.round(pixels / 2) * 2;
    }
}
