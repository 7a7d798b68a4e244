package io.github.natcast.sdp.bench;

import io.github.natcast.sdp.SessionDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The descriptions that are measured. */
final class BenchmarkTexts {
    private BenchmarkTexts() {}

    static String named(String name) {
        return switch (name) {
            case "offer-5k" -> chromiumOffer();
            case "sfu-60k" -> forwardingUnit(25);
            case "public-5k" ->
                chromiumOffer()
                        .replaceAll("192\\.168\\.1\\.10|172\\.17\\.0\\.1", "198.51.100.7")
                        .replace("fd3c:91a2:44e0::10", "2001:db8::7");
            default -> ofLength(Integer.parseInt(name));
        };
    }

    /** An offer as Chromium makes it: audio and video, six candidates each. */
    private static String chromiumOffer() {
        try (InputStream in = BenchmarkTexts.class.getResourceAsStream("/sdp/chromium-offer.sdp")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An offer of a selective forwarding unit: many sections, each a copy of the offer's video section. */
    private static String forwardingUnit(int sections) {
        String offer = chromiumOffer();
        int video = offer.indexOf("m=video");
        StringBuilder out = new StringBuilder(offer.substring(0, offer.indexOf("m=audio")));
        for (int mid = 0; mid < sections; mid++) {
            out.append(offer.substring(video).replace("a=mid:1\r\n", "a=mid:" + mid + "\r\n"));
        }
        return out.toString();
    }

    private static String ofLength(int length) {
        int section = chromiumOffer().length() - chromiumOffer().indexOf("m=video");
        String text = forwardingUnit(length / section + 1);
        return text.substring(0, length);
    }

    static int longest() {
        return 4 * SessionDescription.DEFAULT_MAX_LENGTH;
    }
}
