package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.VideoSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a location means to FFmpeg. Immutable.
 *
 * @param text as the user wrote it
 * @param device FFmpeg's name of a capture device's format; empty for files and URLs
 * @param url what FFmpeg opens
 * @param realTime whether pictures come when they are taken, and so are shown at once instead of being paced
 * @param options FFmpeg's names and values
 */
record MediaLocation(String text, Optional<String> device, String url, boolean realTime, Map<String, String> options) {
    private static final Set<String> DEVICES =
            Set.of("v4l2", "x11grab", "fbdev", "kmsgrab", "avfoundation", "dshow", "gdigrab", "decklink", "lavfi");
    private static final Set<String> REAL_TIME =
            Set.of("rtsp", "rtsps", "rtp", "srtp", "udp", "tcp", "srt", "rtmp", "rtmps", "mms", "mmsh");

    /** {@code FORMAT:NAME} with the name of a device format, a URL, or a file. */
    static MediaLocation of(String text, VideoSettings wanted) {
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        Map<String, String> options = new LinkedHashMap<>();
        if (DEVICES.contains(prefix)) {
            boolean generated = prefix.equals("lavfi");
            if (!generated) {
                options.put("framerate", Integer.toString(wanted.framesPerSecond()));
            }
            if (prefix.equals("v4l2")) {
                options.put("video_size", wanted.width() + "x" + wanted.height());
            }
            return new MediaLocation(text, Optional.of(prefix), text.substring(colon + 1), !generated, options);
        }
        boolean realTime = REAL_TIME.contains(prefix) && text.startsWith("://", colon);
        if (realTime) {
            options.put("fflags", "nobuffer");
        }
        if (prefix.startsWith("rtsp")) {
            // Over UDP a lost packet costs the picture up to the camera's next key frame.
            options.put("rtsp_transport", "tcp");
        }
        return new MediaLocation(text, Optional.empty(), text, realTime, options);
    }

    /** Whether the text is a URL of another scheme than {@code file}. */
    boolean isRemote() {
        int scheme = text.indexOf("://");
        return device.isEmpty() && scheme > 0 && !text.substring(0, scheme).equalsIgnoreCase("file");
    }
}
