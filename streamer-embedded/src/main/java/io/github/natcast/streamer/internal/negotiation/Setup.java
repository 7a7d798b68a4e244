package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import java.util.Locale;

/** Which DTLS role the offer leaves to this side: {@code a=setup} (RFC 8842 §5.1). */
public enum Setup {
    /** Either; this side waits, since the viewer knows first that there is a path. */
    ACTPASS(DtlsRole.SERVER),
    ACTIVE(DtlsRole.SERVER),
    PASSIVE(DtlsRole.CLIENT);

    private final DtlsRole local;

    Setup(DtlsRole local) {
        this.local = local;
    }

    /** This side's role in a new DTLS association. */
    public DtlsRole localRole() {
        return local;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this side may keep its role in the association that there is (RFC 8842 §5.5). */
    boolean permits(DtlsRole role) {
        return this == ACTPASS || role == local;
    }

    /** RFC 4145 §4: {@code active} is the default; {@code holdconn} connects nothing. */
    static Setup of(MediaSection section, String kind) throws OfferRejectedException {
        String value = section.attributeOrSession("setup").orElse("active");
        for (Setup setup : values()) {
            if (setup.wire().equals(value)) {
                return setup;
            }
        }
        throw new OfferRejectedException(
                Code.UNSUPPORTED_SETUP,
                "The " + kind + " must be a=setup:actpass, active or passive (RFC 8842 §5.1).",
                "a=setup:" + value);
    }
}
