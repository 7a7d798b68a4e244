package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a location means to FFmpeg. Immutable.
 *
 * @param text as the user wrote it, without passwords: for messages
 * @param device FFmpeg's name of a capture device's format; empty for files and URLs
 * @param url what FFmpeg opens
 * @param realTime whether pictures come as they are captured, and so are shown at once instead of being paced
 * @param options FFmpeg's names and values
 * @param required the names among them that the program gave: FFmpeg must know them
 * @param secrets values that messages must not show
 */
record MediaLocation(
        String text,
        Optional<String> device,
        String url,
        boolean realTime,
        Map<String, String> options,
        Set<String> required,
        Set<String> secrets) {
    private static final String FLAGS = "fflags";

    private static final Set<String> DEVICES = Set.of(
            "v4l2",
            "x11grab",
            "fbdev",
            "kmsgrab",
            "avfoundation",
            "dshow",
            "gdigrab",
            "decklink",
            "lavfi",
            "alsa",
            "pulse",
            "oss");
    /** FFmpeg's filters, which make pictures as fast as they are taken. */
    private static final String GENERATOR = "lavfi";
    /** A shorter value, such as 1, says nothing, and stands in many a message. */
    private static final int SHORTEST_SECRET = 4;

    /** Devices without pictures. */
    private static final Set<String> AUDIO_DEVICES = Set.of("alsa", "pulse", "oss");
    /** 20 ms of 16-bit stereo at 48 kHz; a PulseAudio server's own choice may be two seconds. */
    private static final String PULSE_FRAGMENT_BYTES = "3840";

    private static final Set<String> REAL_TIME =
            Set.of("rtsp", "rtsps", "rtp", "srtp", "udp", "tcp", "srt", "rtmp", "rtmps", "mms", "mmsh");

    /** Reads {@code FORMAT:NAME} with the name of a device format, a URL, or a file. */
    static MediaLocation of(String written, VideoSettings wanted, MediaOptions given) throws MediaSourceException {
        if (written.isBlank()) {
            throw new MediaSourceException("source \"" + written
                    + "\" has no name: it must be a file, a URL, or a device such as v4l2:/dev/video0");
        }
        String text = Locations.withoutSecrets(written);
        String prefix = prefix(written);
        Map<String, String> options = new LinkedHashMap<>();
        boolean device = DEVICES.contains(prefix);
        boolean live = isLive(written);
        if (device) {
            addDeviceOptions(prefix, wanted, options);
        } else if (live) {
            options.put(FLAGS, "nobuffer");
        }
        if (isRtsp(prefix)) {
            // Over UDP a lost packet spoils the picture until the camera's next key frame.
            MediaOptions.RtspTransport transport = given.rtspTransport().orElse(MediaOptions.RtspTransport.TCP);
            options.put("rtsp_transport", transport.name().toLowerCase(Locale.ROOT));
        }
        if (!given.headers().isEmpty()) {
            StringBuilder headers = new StringBuilder();
            given.headers().forEach((name, value) -> headers.append(name + ": " + value + "\r\n"));
            options.put("headers", headers.toString());
        }
        options.putAll(given.options());
        Set<String> secrets = new LinkedHashSet<>(given.headers().values());
        secrets.addAll(given.options().values());
        return new MediaLocation(
                text,
                device ? Optional.of(prefix) : Optional.empty(),
                device ? written.substring(prefix.length() + 1) : written,
                live,
                options,
                given.options().keySet(),
                secrets);
    }

    /**
     * For packets that are sent as they are: those that FFmpeg takes to find out what the stream is are kept. Among
     * them is mostly the stream's first key frame; without it, viewers would wait for the next.
     */
    MediaLocation fromFirstPacket() {
        Map<String, String> kept = new LinkedHashMap<>(options);
        if (!required.contains(FLAGS)) {
            kept.remove(FLAGS);
        }
        return new MediaLocation(text, device, url, realTime, kept, required, secrets);
    }

    private static void addDeviceOptions(String device, VideoSettings wanted, Map<String, String> options) {
        if (device.equals("pulse")) {
            options.put("fragment_size", PULSE_FRAGMENT_BYTES);
        }
        if (!device.equals(GENERATOR) && !AUDIO_DEVICES.contains(device)) {
            options.put("framerate", Integer.toString(wanted.framesPerSecond()));
        }
        if (device.equals("v4l2")) {
            options.put("video_size", wanted.width() + "x" + wanted.height());
        }
    }

    /** What precedes the first colon, in lower case; empty without one. */
    private static String prefix(String written) {
        int colon = written.indexOf(':');
        return colon < 0 ? "" : written.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static boolean isRtsp(String prefix) {
        return prefix.startsWith("rtsp");
    }

    /** Whether pictures come as they are captured. */
    static boolean isLive(String written) {
        String prefix = prefix(written);
        return DEVICES.contains(prefix)
                ? !prefix.equals(GENERATOR)
                : REAL_TIME.contains(prefix) && written.startsWith("://", prefix.length());
    }

    /** @throws IllegalArgumentException when an option does not go with the location */
    static void requireMeaning(String written, MediaOptions options) {
        String prefix = prefix(written);
        String source = "source " + Locations.withoutSecrets(written);
        if (!options.headers().isEmpty() && !prefix.equals("http") && !prefix.equals("https")) {
            throw new IllegalArgumentException(source + " takes no headers "
                    + options.headers().keySet() + ", which are for http and https URLs; leave them out");
        }
        options.rtspTransport().filter(transport -> !isRtsp(prefix)).ifPresent(transport -> {
            throw new IllegalArgumentException(
                    source + " takes no RTSP transport " + transport + ", which is for rtsp URLs; leave it out");
        });
    }

    /** The text with {@code ***} in place of what the program gave as secret. */
    String withoutSecrets(String message) {
        String masked = message;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                masked = masked.replace(secret, "***");
            }
        }
        return Locations.withoutSecrets(masked);
    }

    /** Whether the text is a URL of another scheme than {@code file}. */
    boolean isRemote() {
        int scheme = text.indexOf("://");
        return device.isEmpty() && scheme > 0 && !text.substring(0, scheme).equalsIgnoreCase("file");
    }

    boolean isEmptyFile() {
        try {
            return device.isEmpty() && !isRemote() && Files.size(Path.of(url)) == 0;
        } catch (IOException | InvalidPathException noFile) {
            return false;
        }
    }
}
