package io.github.natcast.streamer;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How {@link VideoSource#media(String, MediaOptions)} reads a file, a URL or a device.
 *
 * <pre>{@code
 * VideoSource.media("rtsp://camera.local/1", MediaOptions.defaults().withTimeout(Duration.ofSeconds(5)));
 * VideoSource.media("https://cdn.example/film.mp4", MediaOptions.defaults()
 *         .withoutLoop()
 *         .withHeader("Authorization", "Bearer " + token));
 * }</pre>
 *
 * <p>Immutable. The constructor throws an {@link IllegalArgumentException} when a value is out of its range. Neither
 * {@link #toString}, the log nor an error message shows the value of a header or of an option, which may be a secret.
 *
 * @param loop whether a file is played again from its start when it is over. Otherwise it is played once, and the
 *     standby is shown then; without a standby, the last picture stays. Has no effect on live streams and devices
 * @param timeout how long opening may take, and each wait for data, 100 ms to 10 minutes
 * @param rtspTransport what an RTSP server sends its pictures through; empty for TCP
 * @param headers of HTTP requests, for URLs with {@code http} or {@code https}
 * @param options of FFmpeg's protocol or format, by its names, such as {@code probesize}; they count more than
 *     everything above. One that FFmpeg does not know is an error when the source is opened
 */
public record MediaOptions(
        boolean loop,
        Duration timeout,
        Optional<RtspTransport> rtspTransport,
        Map<String, String> headers,
        Map<String, String> options) {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
    /** RFC 9110 §5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern OPTION = Pattern.compile("[0-9A-Za-z_-]+");
    private static final String NONE = "leave it out for the default";

    private static final MediaOptions DEFAULTS =
            new MediaOptions(true, Duration.ofSeconds(10), Optional.empty(), Map.of(), Map.of());

    /** What an RTSP server sends its pictures through (RFC 2326 §12.39). */
    public enum RtspTransport {
        /** The RTSP connection itself: nothing is lost, and a NAT does not matter. */
        TCP,
        /** Packets of their own: the least delay; a lost one spoils the picture until the next key frame. */
        UDP,
        /** Packets to a group of receivers. */
        UDP_MULTICAST,
        /** Inside HTTP, for what lets nothing else pass. */
        HTTP
    }

    public MediaOptions {
        Checks.given("timeout", timeout, NONE);
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + " ms must be "
                    + SHORTEST_TIMEOUT.toMillis() + " to " + LONGEST_TIMEOUT.toMillis() + " ms");
        }
        Checks.given("rtspTransport", rtspTransport, NONE);
        headers = copy("headers", headers);
        headers.forEach(MediaOptions::requireHeader);
        options = copy("options", options);
        options.keySet().forEach(MediaOptions::requireOption);
    }

    private static Map<String, String> copy(String setting, Map<String, String> given) {
        Map<String, String> copy = new LinkedHashMap<>();
        Checks.given(setting, given, NONE)
                .forEach((name, value) -> copy.put(
                        Checks.given("a name in " + setting, name, NONE),
                        Checks.given("the value of " + name, value, NONE)));
        return Collections.unmodifiableMap(copy);
    }

    private static void requireHeader(String name, String value) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "header \"" + name + "\" has no name that HTTP allows (RFC 9110 §5.1), such as Authorization");
        }
        if (value.chars().anyMatch(character -> character < ' ' && character != '\t')) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " has a control character, such as a line break; leave it out");
        }
    }

    private static void requireOption(String name) {
        if (!OPTION.matcher(name).matches()) {
            throw new IllegalArgumentException("option \"" + name
                    + "\" must have letters, digits, - and _ alone, as FFmpeg's options have, such as probesize");
        }
    }

    /** Files are looped; everything waits for 10 seconds at most; RTSP comes through TCP. */
    public static MediaOptions defaults() {
        return DEFAULTS;
    }

    /** These options for a file that is played once. */
    public MediaOptions withoutLoop() {
        return new MediaOptions(false, timeout, rtspTransport, headers, options);
    }

    /** These options with another limit for opening and for each wait for data, 100 ms to 10 minutes. */
    public MediaOptions withTimeout(Duration value) {
        return new MediaOptions(loop, value, rtspTransport, headers, options);
    }

    /** These options with another way for an RTSP server to send. */
    public MediaOptions withRtspTransport(RtspTransport value) {
        return new MediaOptions(
                loop, timeout, Optional.of(Checks.given("rtspTransport", value, NONE)), headers, options);
    }

    /** These options with one more header of HTTP requests, which takes the place of one of the same name. */
    public MediaOptions withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new MediaOptions(loop, timeout, rtspTransport, more, options);
    }

    /** These options with one more of FFmpeg's own, which takes the place of one of the same name. */
    public MediaOptions withOption(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new MediaOptions(loop, timeout, rtspTransport, headers, more);
    }

    /** Without the values of headers and options. */
    @Override
    public String toString() {
        return "MediaOptions[loop=" + loop + ", timeout=" + timeout + ", rtspTransport="
                + rtspTransport.map(RtspTransport::name).orElse("default") + ", headers=" + headers.keySet()
                + ", options=" + options.keySet() + "]";
    }
}
