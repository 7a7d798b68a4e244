package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read on the page: complete in both languages, used, and nowhere else than in the tables. */
final class PageTextsTest {
    /**
     * What is written alike everywhere: names of keys, units, the other language's own name, and nothing but a value.
     */
    private static final Set<String> ALIKE = Set.of(
            "page.pending",
            "page.otherLanguage",
            "keys.mute",
            "keys.volume",
            "keys.fullscreen",
            "keys.pip",
            "keys.help",
            "unit.megabits",
            "unit.kilobits",
            "problem.browser_refused.message");

    /** What programs and operators meet, or what concerns one message of a page and not its picture. */
    private static final Set<String> NOT_OF_VIEWERS = Set.of(
            "bad_candidate",
            "bad_handshake",
            "bad_host",
            "bad_nonce",
            "bad_request",
            "binary_message",
            "body_too_large",
            "if_match_failed",
            "if_match_required",
            "message_failed",
            "message_too_large",
            "method_not_allowed",
            "missing_field",
            "no_offer",
            "not_found",
            "not_json",
            "operator_only",
            "report_too_large",
            "request_timeout",
            "token_too_large",
            "unauthorized", // has two explanations: wrong_token and missing_token
            "unknown_type",
            "unsupported_media_type",
            "upgrade_required");

    /** The types of candidates that browsers report (webrtc-stats §8.20). */
    private static final Set<String> OF_BROWSERS = Set.of("path.host", "path.srflx", "path.prflx", "path.relay");

    private final Map<String, String> english = PageFiles.table("en.js");
    private final Map<String, String> chinese = PageFiles.table("zh.js");

    PageTextsTest() throws IOException {}

    @Test
    void bothLanguagesHaveTheSameKeysInTheSameOrder() {
        assertThat(english).hasSizeGreaterThan(200);
        assertThat(chinese.keySet()).containsExactlyElementsOf(english.keySet());
    }

    @Test
    void bothFillInTheSame() {
        english.forEach((key, words) -> assertThat(placeholders(chinese.getOrDefault(key, "")))
                .as(key)
                .containsExactlyInAnyOrderElementsOf(placeholders(words)));
    }

    @Test
    void theChineseIsChinese() {
        chinese.forEach((key, words) -> {
            if (!ALIKE.contains(key)) {
                assertThat(words).as(key).containsPattern("[\\u4e00-\\u9fff\\uff00-\\uffef]");
            }
        });
        english.forEach((key, words) -> {
            if (!key.equals("page.otherLanguage")) {
                assertThat(words).as(key).doesNotContainPattern("[\\u4e00-\\u9fff]");
            }
        });
    }

    /** By its whole key, or by the part that a program puts in: a step, a reason, a check, a code of the server. */
    @Test
    void everyKeyIsUsed() throws IOException {
        String page = String.join("\n", PageFiles.modules().values()) + PageFiles.read("index.html");
        Set<String> codes = codes();
        for (String key : english.keySet()) {
            List<String> parts = PageFiles.matches("(\\w+)", key);
            String whole = key.replaceFirst("\\.(one|other)$", "");
            boolean used = page.contains("'" + whole + "'")
                    || page.contains("\"" + whole + "\"")
                    || isPutIn(page, parts.get(0), parts.get(1))
                    || codes.contains(parts.get(1))
                    || OF_BROWSERS.contains(key);
            assertThat(used).as(key).isTrue();
        }
    }

    @Test
    void everyKeyThatIsNamedIsThere() throws IOException {
        for (Map.Entry<String, String> module : PageFiles.modules().entrySet()) {
            assertThat(english.keySet())
                    .as(module.getKey())
                    .containsAll(PageFiles.matches("\\bsay\\('([^']+)'", module.getValue()));
        }
        assertThat(english.keySet())
                .containsAll(PageFiles.matches("data-(?:text|name)=\"([^\"]+)\"", PageFiles.read("index.html")));
        String problems = PageFiles.read("problem.js") + PageFiles.read("unreachable.js");
        List<String> lists = PageFiles.matches("checks(?:: |\\.push\\()\\[?((?:'\\w+'(?:, )?)+)", problems);
        assertThat(lists).hasSizeGreaterThan(8);
        lists.stream()
                .flatMap(list -> PageFiles.matches("'(\\w+)'", list).stream())
                .forEach(check -> assertThat(english).containsKey("check." + check));
        PageFiles.matches("#step\\('(\\w+)'", PageFiles.read("attempt.js"))
                .forEach(step -> assertThat(english).containsKey("step." + step));
    }

    /** Programmers read the errors of options.js and messages.js; they are in English only. */
    @Test
    void noOtherModuleHasASentence() throws IOException {
        PageFiles.modules().forEach((name, text) -> {
            if (!Set.of("options.js", "messages.js").contains(name)) {
                assertThat(PageFiles.matches("(['\"`][^'\"`\n]*[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}[^\n]*)", text))
                        .as(name)
                        .isEmpty();
            }
        });
        String visible = PageFiles.read("index.html")
                .replaceAll("(?s)<head>.*</head>|<noscript>.*</noscript>|<[^>]*>", "")
                .replaceAll("[–,\\s]", "");
        assertThat(visible).isEqualTo("natcast");
    }

    @Test
    void everyCodeThatAViewerCanMeetIsExplained() throws IOException {
        String problems = PageFiles.read("problem.js");
        String offers = problems.substring(
                problems.indexOf("OF_THE_OFFER"), problems.indexOf("]);", problems.indexOf("OF_THE_OFFER")));
        for (String code : codes()) {
            if (!NOT_OF_VIEWERS.contains(code) && !offers.contains("'" + code + "'")) {
                assertThat(english).containsKeys("problem." + code + ".title", "problem." + code + ".message");
            }
        }
    }

    /** The codes of refusals in the server's sources. */
    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        Arrays.stream(OfferRejectedException.Code.values()).forEach(code -> codes.add(code.wire()));
        Path sources = Path.of(System.getProperty("basedir", ""), "src/main/java/io/github/natcast/streamer/internal");
        for (String folder : List.of("signaling", "channels")) {
            try (Stream<Path> files = Files.walk(sources.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    codes.addAll(PageFiles.matches(
                            "(?:\\b[45]\\d\\d|STATUS),\\s*\"([a-z]+(?:_[a-z]+)*)\"", Files.readString(file)));
                }
            }
        }
        codes.addAll(List.of("overloaded", "too_many_offers"));
        codes.add("forbidden"); // what a program may well call its own refusal
        assertThat(codes).hasSizeGreaterThan(40).contains("too_many_guesses", "viewer_removed", "admission_failed");
        return codes;
    }

    private static boolean isPutIn(String page, String family, String part) {
        return page.contains("`" + family + ".${") && page.matches("(?s).*['.\\s]" + part + "[':,\\s].*");
    }

    private static List<String> placeholders(String words) {
        return PageFiles.matches("(\\{\\w+})", words);
    }
}
