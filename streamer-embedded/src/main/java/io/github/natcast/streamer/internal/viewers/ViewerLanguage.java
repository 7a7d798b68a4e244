package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.ViewerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which language a viewer is told things in: that of its page's {@code ?lang=}, else of its browser. Stateless. */
final class ViewerLanguage {
    private static final Set<String> SPOKEN = Set.of("en", "zh");
    private static final int LONGEST_HEADER = 1000;

    private ViewerLanguage() {}

    static Locale of(ViewerRequest request) {
        return request.parameter("lang")
                .flatMap(ViewerLanguage::first)
                .or(() -> request.header("Accept-Language").flatMap(ViewerLanguage::first))
                .orElse(Locale.ENGLISH);
    }

    /** The one spoken here that is preferred most (RFC 9110 §12.5.4); empty when there is none, or no such list. */
    private static Optional<Locale> first(String ranges) {
        if (ranges.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(ranges).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                    .filter(SPOKEN::contains)
                    .map(Locale::forLanguageTag)
                    .findFirst();
        } catch (IllegalArgumentException notAList) {
            return Optional.empty();
        }
    }
}
