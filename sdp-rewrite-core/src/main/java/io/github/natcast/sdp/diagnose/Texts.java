package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.topology.PortForward;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The sentences of one language, by finding and part. Immutable.
 *
 * <p>Each language is a file of its own and no file falls back to another: a bundle that does would answer an English
 * program on a Chinese host in Chinese. A test checks that the files have the same keys.
 */
final class Texts {
    static final List<String> LANGUAGES = List.of("en", "zh");

    private static final String FINDINGS = Texts.class.getPackageName() + ".texts_";
    private static final String VERDICTS = Texts.class.getPackageName() + ".verdicts_";

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** Those of {@link Finding}s in the locale's language; English when there are none. */
    static Texts of(Locale locale) {
        return of(FINDINGS, locale);
    }

    /** The same of {@link ViewerVerdict}s. */
    static Texts ofVerdicts(Locale locale) {
        return of(VERDICTS, locale);
    }

    private static Texts of(String files, Locale locale) {
        String language = LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : LANGUAGES.get(0);
        return new Texts(ResourceBundle.getBundle(files + language, Locale.ROOT));
    }

    /**
     * The text with its arguments in the places {@code {0}} to {@code {9}}. No MessageFormat: it would write the port
     * 10111 as 10,111, and want every apostrophe twice.
     */
    String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        StringBuilder out = new StringBuilder(pattern.length() + 64);
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '{' && pattern.startsWith("}", at + 2)) {
                out.append(word(arguments[pattern.charAt(at + 1) - '0']));
                at += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** As {@link #text}, but empty when there is no such key. */
    Optional<String> find(String key, Object... arguments) {
        return bundle.containsKey(key) ? Optional.of(text(key, arguments)) : Optional.empty();
    }

    private String word(Object argument) {
        if (argument instanceof DescriptionRole role) {
            return bundle.getString("word." + role.word());
        }
        if (argument instanceof AddressFamily family) {
            return family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
        }
        if (argument instanceof PortForward forward) {
            return forward.toString().replace(" to ", bundle.getString("word.to"));
        }
        if (argument instanceof Optional<?> optional) {
            return optional.map(this::word).orElseGet(() -> bundle.getString("word.none"));
        }
        if (argument instanceof List<?> list) {
            return String.join(
                    bundle.getString("word.or"), list.stream().map(this::word).toList());
        }
        return String.valueOf(argument);
    }

    /** The keys, for tests. */
    Set<String> keys() {
        return bundle.keySet();
    }
}
