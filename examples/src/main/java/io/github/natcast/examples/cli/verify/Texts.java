package io.github.natcast.examples.cli.verify;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The sentences of one language. Immutable. A test checks that the languages have the same keys. */
final class Texts {
    private static final String FILES = Texts.class.getPackageName() + ".texts_";

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** @param locale of one of the languages of {@code LanguageOption} */
    static Texts of(Locale locale) {
        return new Texts(ResourceBundle.getBundle(FILES + locale.getLanguage(), Locale.ROOT));
    }

    String text(Phrase phrase) {
        return text(phrase.key(), phrase.arguments().toArray());
    }

    /**
     * With the arguments in the places {@code {0}} to {@code {9}}; numbers without separators, unlike MessageFormat.
     */
    String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.charAt(at) == '{' && pattern.startsWith("}", at + 2)) {
                Object argument = arguments[pattern.charAt(at + 1) - '0'];
                out.append(argument instanceof Phrase inner ? text(inner) : argument);
                at += 2;
            } else {
                out.append(pattern.charAt(at));
            }
        }
        return out.toString();
    }

    Set<String> keys() {
        return bundle.keySet();
    }
}
