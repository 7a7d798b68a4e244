package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
 */
record MediaLocation(String text, Optional<String> device, String url, boolean realTime, Map<String, String> options) {
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
    /** Devices without pictures. */
    private static final Set<String> AUDIO_DEVICES = Set.of("alsa", "pulse", "oss");
    /** 20 ms of 16-bit stereo at 48 kHz; a PulseAudio server's own choice may be two seconds. */
    private static final String PULSE_FRAGMENT_BYTES = "3840";

    private static final Set<String> REAL_TIME =
            Set.of("rtsp", "rtsps", "rtp", "srtp", "udp", "tcp", "srt", "rtmp", "rtmps", "mms", "mmsh");

    /** Reads {@code FORMAT:NAME} with the name of a device format, a URL, or a file. */
    static MediaLocation of(String written, VideoSettings wanted) throws MediaSourceException {
        if (written.isBlank()) {
            throw new MediaSourceException("source \"" + written
                    + "\" has no name: it must be a file, a URL, or a device such as v4l2:/dev/video0");
        }
        String text = Locations.withoutSecrets(written);
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        Map<String, String> options = new LinkedHashMap<>();
        if (DEVICES.contains(prefix)) {
            boolean generated = prefix.equals("lavfi");
            if (prefix.equals("pulse")) {
                options.put("fragment_size", PULSE_FRAGMENT_BYTES);
            }
            if (!generated && !AUDIO_DEVICES.contains(prefix)) {
                options.put("framerate", Integer.toString(wanted.framesPerSecond()));
            }
            if (prefix.equals("v4l2")) {
                options.put("video_size", wanted.width() + "x" + wanted.height());
            }
            return new MediaLocation(text, Optional.of(prefix), written.substring(colon + 1), !generated, options);
        }
        boolean realTime = REAL_TIME.contains(prefix) && text.startsWith("://", colon);
        if (realTime) {
            options.put("fflags", "nobuffer");
        }
        if (prefix.startsWith("rtsp")) {
            // Over UDP a lost packet spoils the picture until the camera's next key frame.
            options.put("rtsp_transport", "tcp");
        }
        return new MediaLocation(text, Optional.empty(), written, realTime, options);
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
