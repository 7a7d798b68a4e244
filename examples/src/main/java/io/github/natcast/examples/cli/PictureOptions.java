package io.github.natcast.examples.cli;

import io.github.natcast.streamer.VideoSettings;
import picocli.CommandLine.Option;

/** What is encoded. */
final class PictureOptions {
    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1280x720",
            converter = SizeOption.Converter.class,
            description = "Size of the encoded picture in pixels, both even; other sizes are scaled to it.")
    private SizeOption size;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "25", description = "Most frames in a second, 1 to 120.")
    private int framesPerSecond;

    @Option(
            names = "--bitrate",
            paramLabel = "RATE",
            defaultValue = "2M",
            converter = BitrateOption.Converter.class,
            description = "Target of the encoder in bits per second, 50k to 200M.")
    private BitrateOption bitrate;

    SizeOption size() {
        return size;
    }

    int framesPerSecond() {
        return framesPerSecond;
    }

    VideoSettings settings() throws UserException {
        try {
            return VideoSettings.defaults()
                    .withSize(size.width(), size.height())
                    .withFramesPerSecond(framesPerSecond)
                    .withBitrate(bitrate.bitsPerSecond());
        } catch (IllegalArgumentException e) {
            throw new UserException(e);
        }
    }
}
