package io.github.natcast.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.sdp.rewrite.Decision;
import io.github.natcast.sdp.rewrite.PrivateLeft;
import io.github.natcast.sdp.rewrite.RewriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What happened to the lines of a file, and what is left, as one JSON object in UTF-8. */
final class RewriteReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RewriteReport() {}

    static String json(String file, RewriteResult result, Locale language) throws IOException {
        ObjectNode report = JSON.createObjectNode();
        report.put("file", file);
        report.put("changed", result.changed());
        ArrayNode lines = report.putArray("lines");
        for (Decision change : result.decisions()) {
            ObjectNode line = lines.addObject();
            line.put("line", change.lineNumber());
            line.put("kind", change.kind().name());
            line.put("before", utf8(change.before()));
            line.put("after", utf8(change.after()));
            change.rule().ifPresent(rule -> line.put("rule", rule));
            line.put("reason", change.reason().name());
            line.put("sentence", change.reason().sentence(language));
        }
        ArrayNode privateLeft = report.putArray("privateLeft");
        for (PrivateLeft left : result.privateLeft()) {
            ObjectNode address = privateLeft.addObject();
            address.put("line", left.lineNumber()); // of the result
            address.put("text", utf8(left.line()));
            address.put("address", utf8(left.address()));
            address.put("scope", left.scope().name());
            address.put("reason", left.reason().name());
            address.put("sentence", left.reason().sentence(language));
        }
        return SdpText.bytes(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    }

    /** The text has one byte per character; readers of JSON expect UTF-8. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
