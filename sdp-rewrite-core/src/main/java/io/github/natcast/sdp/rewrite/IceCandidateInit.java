package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.json.JsonReader;
import io.github.natcast.sdp.internal.json.JsonText;
import io.github.natcast.sdp.internal.json.JsonValue;
import io.github.natcast.sdp.internal.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@code RTCIceCandidateInit} (W3C WebRTC), as signalling carries them in JSON. Immutable.
 *
 * @param candidate {@code candidate:…}; the empty string ends the candidates
 * @param sdpMid the {@code a=mid} of the media section
 * @param sdpMLineIndex the place of the media section, from 0
 * @param usernameFragment the {@code ice-ufrag} of the generation
 */
public record IceCandidateInit(
        String candidate,
        @Nullable String sdpMid,
        @Nullable Integer sdpMLineIndex,
        @Nullable String usernameFragment) {

    /** A candidate of a session with one section, or of a bundle. */
    public static IceCandidateInit of(String candidate) {
        return new IceCandidateInit(candidate, null, null, null);
    }

    /** A candidate of the section with this mid. */
    public static IceCandidateInit of(String candidate, String sdpMid) {
        return new IceCandidateInit(candidate, sdpMid, null, null);
    }

    /** A candidate of the section with this mid, which is at this place. */
    public static IceCandidateInit of(String candidate, String sdpMid, int sdpMLineIndex) {
        return new IceCandidateInit(candidate, sdpMid, sdpMLineIndex, null);
    }

    /**
     * Reads what {@code JSON.stringify(candidate)} writes in a browser. A member that is absent or {@code null} is
     * null, a missing {@code candidate} the empty string (its default in WebIDL); others are ignored, since browsers
     * and servers add some.
     *
     * @throws IllegalArgumentException with line and column when the text does not have this form
     */
    public static IceCandidateInit fromJson(String json) {
        JsonObject object = JsonReader.read(json).asObject("the candidate");
        String candidate = string(object, "candidate");
        JsonValue index = object.member("sdpMLineIndex");
        return new IceCandidateInit(
                candidate == null ? "" : candidate,
                string(object, "sdpMid"),
                index == null ? null : Integer.valueOf(index.asInt("sdpMLineIndex")),
                string(object, "usernameFragment"));
    }

    private static @Nullable String string(JsonObject object, String name) {
        JsonValue value = object.member(name);
        return value == null ? null : value.asString(name);
    }

    /** The object for {@code pc.addIceCandidate(JSON.parse(…))}, without the members that are null. */
    public String toJson() {
        StringBuilder out = new StringBuilder("{\"candidate\":");
        JsonText.appendQuoted(out, candidate);
        if (sdpMid != null) {
            JsonText.appendQuoted(out.append(",\"sdpMid\":"), sdpMid);
        }
        if (sdpMLineIndex != null) {
            out.append(",\"sdpMLineIndex\":").append(sdpMLineIndex);
        }
        if (usernameFragment != null) {
            JsonText.appendQuoted(out.append(",\"usernameFragment\":"), usernameFragment);
        }
        return out.append('}').toString();
    }

    /** This candidate with another text. */
    IceCandidateInit with(String other) {
        return new IceCandidateInit(other, sdpMid, sdpMLineIndex, usernameFragment);
    }
}
