package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.whep.Offers;

/** Offers that a streamer refuses, each for one reason. */
final class SpoiledOffers {
    private static final String GOOD = Offers.good("sha-256 " + "00:".repeat(31) + "00");

    private SpoiledOffers() {}

    static String without(String start) {
        StringBuilder rest = new StringBuilder();
        GOOD.lines()
                .filter(line -> !line.startsWith(start))
                .forEach(line -> rest.append(line).append("\r\n"));
        return rest.toString();
    }

    static String withoutH264() {
        return GOOD.replace("H264", "VP9").replaceAll("a=fmtp.*\r\n", "");
    }

    /** Two sections, each of which would need a transport of its own. */
    static String withoutBundle() {
        String one = without("a=group");
        String section = one.substring(one.indexOf("m=video"));
        return one
                + section.replace("m=video", "m=audio")
                        .replace("a=mid:0", "a=mid:1")
                        .replace("H264/90000", "opus/48000/2");
    }

    static String ofOneMegabyte() {
        return GOOD + "a=x-padding:1234567890\r\n".repeat(1_048_576 / 24);
    }
}
