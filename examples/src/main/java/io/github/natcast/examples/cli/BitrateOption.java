package io.github.natcast.examples.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --bitrate 2M}: bits per second, with {@code k} for thousands and {@code M} for millions. */
record BitrateOption(int bitsPerSecond) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)([kKmM]?)");

    static final class Converter implements ITypeConverter<BitrateOption> {
        @Override
        public BitrateOption convert(String value) {
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
            return new BitrateOption(bitsPerSecond.intValue());
        }
    }
}
