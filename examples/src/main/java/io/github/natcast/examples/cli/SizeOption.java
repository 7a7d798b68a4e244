package io.github.natcast.examples.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --size WxH} in pixels, both even: 4:2:0 sampling halves them. */
record SizeOption(int width, int height) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

    static final class Converter implements ITypeConverter<SizeOption> {
        @Override
        public SizeOption convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("\"" + value + "\" is not WIDTHxHEIGHT; an example is 1280x720");
            }
            return new SizeOption(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
