package io.github.natcast.examples.cli.console;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The sentences of one language, from a properties file beside a class. Immutable. No language falls back to another:
 * tests check that all have the same keys.
 */
public final class Sentences {
    private final ResourceBundle bundle;
    private final UnaryOperator<Object> words;

    private Sentences(ResourceBundle bundle, UnaryOperator<Object> words) {
        this.bundle = bundle;
        this.words = words;
    }

    /**
     * Chinese for a Chinese locale, else English.
     *
     * @param beside whose package has the files {@code NAME_en.properties} and {@code NAME_zh.properties}
     */
    public static Sentences of(Class<?> beside, String name, Locale locale) {
        String language = locale.getLanguage().equals("zh") ? "zh" : "en";
        String file = beside.getPackageName() + "." + name + "_" + language;
        return new Sentences(ResourceBundle.getBundle(file, Locale.ROOT), UnaryOperator.identity());
    }

    /** The same, with arguments that are put into words first. */
    public Sentences with(UnaryOperator<Object> argumentWords) {
        return new Sentences(bundle, argumentWords);
    }

    /**
     * A sentence with its arguments at {@code {0}} to {@code {9}}, as they are; MessageFormat would write 10111 as
     * 10,111.
     */
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        StringBuilder out = new StringBuilder(pattern.length() + 64);
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '{' && pattern.startsWith("}", at + 2)) {
                out.append(words.apply(arguments[pattern.charAt(at + 1) - '0']));
                at += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    public Set<String> keys() {
        return bundle.keySet();
    }
}
