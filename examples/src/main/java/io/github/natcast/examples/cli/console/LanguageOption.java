package io.github.natcast.examples.cli.console;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** In which language sentences are. */
public final class LanguageOption {
    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "Of the sentences: en (default) or zh.",
            converter = Converter.class)
    private Locale language = Locale.ENGLISH;

    public Locale locale() {
        return language;
    }

    public boolean isChinese() {
        return language.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /** Refuses languages without sentences. */
    static final class Converter implements CommandLine.ITypeConverter<Locale> {
        @Override
        public Locale convert(String value) {
            Locale locale = Locale.forLanguageTag(value.replace('_', '-'));
            if (!List.of("en", "zh").contains(locale.getLanguage())) {
                throw new CommandLine.TypeConversionException("\"" + value + "\" is not one of en, zh");
            }
            return locale;
        }
    }
}
