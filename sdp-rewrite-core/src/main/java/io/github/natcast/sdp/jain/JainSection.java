package io.github.natcast.sdp.jain;

import io.github.natcast.sdp.ConnectionAddress;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.rewrite.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import javax.sdp.Attribute;
import javax.sdp.Connection;
import javax.sdp.Media;
import javax.sdp.MediaDescription;
import javax.sdp.Origin;
import javax.sdp.SdpException;
import org.jspecify.annotations.Nullable;

/** The session's lines or one media section's, and the fields they came from. Confined to one call. */
final class JainSection {
    private final @Nullable MediaDescription media;
    private final @Nullable Connection sessionConnection;
    private final AttributeSetter attributeSetter;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param media null for the session's lines
     * @param sessionConnection the model of a {@code c=} line that the section needs
     */
    JainSection(
            @Nullable MediaDescription media, @Nullable Connection sessionConnection, AttributeSetter attributeSetter) {
        this.media = media;
        this.sessionConnection = sessionConnection;
        this.attributeSetter = attributeSetter;
    }

    /** Whether the rules may change the field's line. */
    static boolean isRewritable(Object field) {
        return field instanceof Origin
                || field instanceof Connection
                || field instanceof Media
                || field instanceof Attribute;
    }

    void add(int number, Object field) {
        lines.add(new Line(number, field));
    }

    /** Applies the changes, by line number, to the fields. */
    @SuppressWarnings("JdkObsolete") // javax.sdp takes a Vector
    void apply(Map<Integer, List<Decision>> changes) throws SdpException {
        List<Attribute> attributes = new ArrayList<>();
        boolean others = false;
        for (Line line : lines) {
            boolean dropped = false;
            List<String> added = new ArrayList<>();
            for (Decision change : changes.getOrDefault(line.number(), List.of())) {
                switch (change.kind()) {
                    case CHANGED -> set(line.field(), change.after());
                    case ADDED -> added.add(change.after());
                    case DROPPED -> dropped = true;
                    case KEPT -> {}
                }
            }
            if (line.field() instanceof Attribute attribute && !dropped) {
                attributes.add(attribute);
            }
            others |= dropped;
            for (String text : added) {
                others |= addLine(text, attributes);
            }
        }
        if (others) {
            attributeSetter.set(new Vector<>(attributes));
        }
    }

    private static void set(Object field, String line) throws SdpException {
        if (field instanceof Attribute attribute) {
            attribute.setValue(line.substring(line.indexOf(':') + 1));
        } else if (field instanceof Connection connection) {
            set(connection, line);
        } else if (field instanceof Origin origin) {
            ConnectionAddress address =
                    SessionDescription.parse(line).origin().orElseThrow().address();
            origin.setAddressType(address.addressType());
            origin.setAddress(address.address());
        } else if (field instanceof Media media) {
            media.setMediaPort(
                    SessionDescription.parse(line).mediaSections().get(0).port());
        }
    }

    private static void set(Connection connection, String line) throws SdpException {
        ConnectionAddress address =
                SessionDescription.parse(line).connectionAddress().orElseThrow();
        connection.setAddressType(address.addressType());
        connection.setAddress(address.address());
    }

    /** Whether the line became an attribute; {@code c=} is a field of its own. */
    private boolean addLine(String line, List<Attribute> attributes) throws SdpException {
        if (line.startsWith("c=")) {
            if (media != null && sessionConnection != null) {
                Connection own = (Connection) sessionConnection.clone();
                set(own, line);
                media.setConnection(own);
            }
            return false;
        }
        int colon = line.indexOf(':');
        attributes.add(newAttribute(line.substring("a=".length(), colon), line.substring(colon + 1)));
        return true;
    }

    /**
     * The interfaces have no constructor for attributes, so this copies an existing one, or lets the section make one.
     */
    private Attribute newAttribute(String name, String value) throws SdpException {
        for (Line line : lines) {
            if (line.field() instanceof Attribute attribute) {
                Attribute copy = (Attribute) attribute.clone();
                copy.setName(name);
                copy.setValue(value);
                return copy;
            }
        }
        if (media != null) {
            media.setAttribute(name, value);
            for (Object made : media.getAttributes(true)) {
                if (made instanceof Attribute attribute && name.equals(attribute.getName())) {
                    return attribute;
                }
            }
        }
        throw new SdpException("cannot add a=" + name);
    }

    private record Line(int number, Object field) {}

    /** {@code setAttributes} of a session or a media section. */
    interface AttributeSetter {
        void set(Vector<Attribute> attributes) throws SdpException;
    }
}
