package io.github.natcast.examples.cli;

import io.github.natcast.streamer.H264Profile;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --h264-profile main}. */
record H264ProfileOption(H264Profile profile) {

    static final class Converter implements ITypeConverter<H264ProfileOption> {
        @Override
        public H264ProfileOption convert(String value) {
            return new H264ProfileOption(
                    switch (value.toLowerCase(Locale.ROOT)) {
                        case "baseline", "constrained-baseline" -> H264Profile.CONSTRAINED_BASELINE;
                        case "main" -> H264Profile.MAIN;
                        default ->
                            throw new TypeConversionException("\"" + value
                                    + "\" is not a profile of H.264 that can be sent; there are baseline and main");
                    });
        }
    }
}
