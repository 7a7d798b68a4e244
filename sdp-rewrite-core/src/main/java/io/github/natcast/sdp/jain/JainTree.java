package io.github.natcast.sdp.jain;

import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import javax.sdp.Connection;
import javax.sdp.MediaDescription;
import javax.sdp.SdpException;
import javax.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/** A tree as text, and which field each line came from. Confined to one call. */
final class JainTree {
    private final StringBuilder text = new StringBuilder();
    private final List<JainSection> sections = new ArrayList<>();
    private int lineCount;

    private JainTree() {}

    /** Writes the lines in the order of the tree's own {@code toString()}. */
    static JainTree read(SessionDescription session) throws SdpException {
        JainTree tree = new JainTree();
        JainSection head = new JainSection(null, session.getConnection(), session::setAttributes);
        tree.add(head, session.getVersion());
        tree.add(head, session.getOrigin());
        tree.add(head, session.getSessionName());
        tree.add(head, session.getInfo());
        tree.add(head, session.getURI());
        tree.addAll(head, session.getEmails(false));
        tree.addAll(head, session.getPhones(false));
        tree.add(head, session.getConnection());
        tree.addAll(head, session.getBandwidths(false));
        tree.addAll(head, session.getTimeDescriptions(false));
        tree.addAll(head, session.getZoneAdjustments(false));
        tree.add(head, session.getKey());
        tree.addAll(head, session.getAttributes(false));
        tree.sections.add(head);
        Vector<?> media = session.getMediaDescriptions(false);
        if (media != null) {
            for (Object element : media) {
                if (element instanceof MediaDescription description) {
                    tree.sections.add(tree.media(description, session.getConnection()));
                }
            }
        }
        return tree;
    }

    private JainSection media(MediaDescription media, @Nullable Connection ofSession) throws SdpException {
        JainSection section = new JainSection(media, ofSession, media::setAttributes);
        add(section, media.getMedia());
        add(section, media.getInfo());
        add(section, media.getConnection());
        addAll(section, media.getBandwidths(false));
        add(section, media.getKey());
        addAll(section, media.getAttributes(false));
        return section;
    }

    private void addAll(JainSection section, @Nullable Vector<?> fields) {
        if (fields != null) {
            fields.forEach(field -> add(section, field));
        }
    }

    private void add(JainSection section, @Nullable Object field) {
        if (field == null) {
            return;
        }
        String written = field.toString();
        if (JainSection.isRewritable(field)) {
            // A program may have put a line ending into a value; one field must stay one line.
            section.add(++lineCount, field);
            text.append(written.strip().replaceAll("[\r\n]+", " ")).append("\r\n");
            return;
        }
        for (String line : written.split("[\r\n]+", -1)) {
            if (!line.isEmpty()) {
                section.add(++lineCount, field);
                text.append(line).append("\r\n");
            }
        }
    }

    String text() {
        return text.toString();
    }

    List<JainSection> sections() {
        return sections;
    }
}
