package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.internal.media.ffmpeg.TestClip;
import io.github.natcast.streamer.internal.media.ffmpeg.TestPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that cannot be shown, or only in part, in a folder of the test. */
public final class BadMedia {
    private final Path folder;

    public BadMedia(Path folder) {
        this.folder = folder;
    }

    /** The first part of a clip, {@code share} of its bytes. */
    public String cut(String name, String codec, double share) throws Exception {
        byte[] whole = Files.readAllBytes(clip("whole-" + name, codec, 320, 180));
        return file(name, Arrays.copyOf(whole, (int) (whole.length * share)));
    }

    /** A clip whose container names a codec that nobody knows. */
    public String renamedCodec(String name, String codec, String known, String unknown) throws Exception {
        byte[] bytes = Files.readAllBytes(clip("whole-" + name, codec, 320, 180));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains(known)) {
            throw new IOException(known + " is not in the clip");
        }
        return file(name, text.replace(known, unknown).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Two clips of different sizes, one after the other. */
    public String twoSizes(String name) throws Exception {
        byte[] first = Files.readAllBytes(clip("first-" + name, "mpeg4", 320, 180));
        byte[] second = Files.readAllBytes(clip("second-" + name, "mpeg4", 160, 120));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return file(name, both);
    }

    public String audioAlone(String name) throws Exception {
        return TestClip.at(folder.resolve(name)).tone(440, 2).write().toString();
    }

    /** Raw pictures, but only their header. */
    public String announced(String name, int width, int height) throws IOException {
        return file(name, "YUV4MPEG2 W%d H%d F25:1 C420jpeg\nFRAME\n".formatted(width, height));
    }

    /** A clip whose pictures are too wide to be shown. */
    public String tooWide(String name) throws Exception {
        return TestClip.at(folder.resolve(name))
                .pictures("ffv1", 16_400, 64, 25, 3)
                .drawnBy(number -> TestPictures.i420(164, 64, number, 0))
                .write()
                .toString();
    }

    public String file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    public String clip(String name) throws Exception {
        return clip(name, "mpeg4", 320, 180).toString();
    }

    private Path clip(String name, String codec, int width, int height) throws Exception {
        return TestClip.at(folder.resolve(name))
                .pictures(codec, width, height, 25, 50)
                .write();
    }
}
