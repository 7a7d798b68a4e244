package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says why graphics hardware that is there encodes nothing: a GPU was paid for, and a software encoder runs. Stateless.
 */
final class GpuAdvice {
    private GpuAdvice() {}

    /** The devices of graphics hardware, such as {@code /dev/nvidia0}; {@code dev} is {@code /dev} except in tests. */
    static List<Path> devices(Path dev) {
        List<Path> found = new ArrayList<>();
        list(dev, "nvidia[0-9]*", found);
        list(dev.resolve("dri"), "renderD*", found);
        return found.stream().sorted().toList();
    }

    private static void list(Path folder, String glob, List<Path> found) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (IOException unreadable) {
            // What cannot be seen cannot be advised upon.
        }
    }

    /**
     * One sentence; empty where there is no device, or one encodes.
     *
     * @param encodings after all encoders were tried
     * @param isHardware whether an encoder, by its name, is on graphics hardware
     */
    static Optional<String> of(List<Path> devices, List<EncodingStatus> encodings, Predicate<String> isHardware) {
        List<String> software =
                encodings.stream().flatMap(status -> status.encoder().stream()).toList();
        if (devices.isEmpty() || software.isEmpty() || software.stream().anyMatch(isHardware)) {
            return Optional.empty();
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        for (EncodingStatus encoding : encodings) {
            encoding.attempts().stream()
                    .filter(attempt -> isHardware.test(attempt.encoder()))
                    .forEach(attempt -> reasons.put(attempt.encoder(), attempt.message()));
        }
        String why =
                reasons.isEmpty() ? "this build of FFmpeg has no encoder for it" : String.join("; ", reasons.values());
        return Optional.of("there is graphics hardware (" + devices.get(0) + "), but the processor encodes, with "
                + String.join(", ", software.stream().distinct().toList()) + ": " + why
                + ". Is the driver there, with its libraries for video, and may this user open the device? In a"
                + " container the device has to be handed in (NVIDIA: NVIDIA_DRIVER_CAPABILITIES=video)");
    }
}
