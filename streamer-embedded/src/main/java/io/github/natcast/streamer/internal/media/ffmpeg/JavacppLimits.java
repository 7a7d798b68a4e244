package io.github.natcast.streamer.internal.media.ffmpeg;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * JavaCPP's limits on memory, which are off here. It refuses memory when the whole process is resident beyond some
 * times {@code -Xmx}, whoever holds it: in a process with a model on a GPU that is always so, and the refusal, an
 * {@link OutOfMemoryError}, would meet whichever thread asks next. FFmpeg's own memory is not counted by these limits
 * in any case. Stateless.
 */
final class JavacppLimits {
    /** Each with the spelling that JavaCPP takes, too. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "org.bytedeco.javacpp.maxBytes", "org.bytedeco.javacpp.maxbytes",
            "org.bytedeco.javacpp.maxPhysicalBytes", "org.bytedeco.javacpp.maxphysicalbytes");

    private JavacppLimits() {}

    /**
     * Sets those off that neither the program nor its command line has set. JavaCPP reads them once, when its first
     * class is initialized: call this before.
     */
    static void setOff() {
        PROPERTIES.forEach((name, alias) -> {
            if (System.getProperty(alias) == null && System.getProperty(name) == null) {
                System.setProperty(name, "0");
            }
        });
    }

    /** What to say when JavaCPP was in use before {@link #setOff}, and so has its own limits; loads JavaCPP. */
    static Optional<String> missed() {
        return missed(Pointer.maxPhysicalBytes(), System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes"));
    }

    static Optional<String> missed(long limitBytes, @Nullable String wanted) {
        if (limitBytes <= 0 || !"0".equals(wanted)) {
            return Optional.empty();
        }
        return Optional.of("JavaCPP was in use before natcast and refuses memory once this process has "
                + limitBytes / (1024 * 1024)
                + " MiB resident; start the JVM with -Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
                + " -Dorg.bytedeco.javacpp.maxBytes=0");
    }
}
