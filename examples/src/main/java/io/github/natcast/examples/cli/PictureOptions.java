package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.VideoSettings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is encoded. */
final class PictureOptions {
    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1280x720",
            converter = SizeConverter.class,
            description = "Size of the encoded picture in pixels, both even; other sizes are scaled to it.")
    private Size size;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "25", description = "Most frames in a second, 1 to 120.")
    private int framesPerSecond;

    @Option(
            names = "--bitrate",
            paramLabel = "RATE",
            defaultValue = "2M",
            converter = BitrateConverter.class,
            description = "Target of the encoder in bits per second, 50k to 200M.")
    private int bitsPerSecond;

    @Option(
            names = "--min-bitrate",
            paramLabel = "RATE",
            defaultValue = "150k",
            converter = BitrateConverter.class,
            description = "The least that the smallest rendition's target goes down to, 50k to 200M.")
    private int minimumBitsPerSecond;

    @Option(
            names = "--renditions",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Most sizes and rates that are encoded of one codec, 1 to 3; each only while a viewer needs it.")
    private int renditions;

    @Option(
            names = "--no-adaptation",
            description = "Send every viewer one rendition at a constant target, whatever its path carries.")
    private boolean withoutAdaptation;

    Size size() {
        return size;
    }

    int framesPerSecond() {
        return framesPerSecond;
    }

    VideoSettings settings() throws UserException {
        VideoSettings settings = VideoSettings.defaults();
        settings = with(settings, "--size", video -> video.withSize(size.width(), size.height()));
        settings = with(settings, "--fps", video -> video.withFramesPerSecond(framesPerSecond));
        settings = with(settings, "--bitrate", video -> video.withBitrate(bitsPerSecond));
        settings = with(settings, "--min-bitrate", video -> video.withMinimumBitrate(minimumBitsPerSecond));
        settings = with(settings, "--renditions", video -> video.withRenditions(renditions));
        return settings.withAdaptation(!withoutAdaptation);
    }

    private static VideoSettings with(VideoSettings before, String option, UnaryOperator<VideoSettings> change)
            throws UserException {
        try {
            return change.apply(before);
        } catch (IllegalArgumentException e) {
            throw new UserException(option + ": " + e.getMessage(), e);
        }
    }

    /** In pixels. */
    record Size(int width, int height) {}

    /** {@code 1280x720}. */
    static final class SizeConverter implements ITypeConverter<Size> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

        @Override
        public Size convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("\"" + value + "\" is not WIDTHxHEIGHT; an example is 1280x720");
            }
            return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }

    /** {@code 2M}: bits per second, with {@code k} for thousands and {@code M} for millions. */
    static final class BitrateConverter implements ITypeConverter<Integer> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)([kKmM]?)");

        @Override
        public Integer convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("\"" + value + "\" is not a bitrate; examples are 2M, 800k, 1500000");
            }
            int exponent = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                case "k" -> 3;
                case "m" -> 6;
                default -> 0;
            };
            BigDecimal bitsPerSecond = new BigDecimal(matcher.group(1)).scaleByPowerOfTen(exponent);
            if (bitsPerSecond.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                throw new TypeConversionException("\"" + value + "\" is too much; the most is 200M");
            }
            return bitsPerSecond.intValue();
        }
    }
}
