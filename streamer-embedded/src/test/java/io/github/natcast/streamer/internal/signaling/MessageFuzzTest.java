package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.signaling.MessageReader.UnusableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A text message that a client sends over its WebSocket, its offer aside. */
final class MessageFuzzTest extends FuzzTargetTest {
    private static final MessageFuzzTest TARGET = new MessageFuzzTest();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_OFFER = 1_000;
    private static final MessageReader READER = new MessageReader(MAPPER, MOST_OFFER);

    /** {@link MessageReader#read}. */
    interface Reader {
        ClientMessage read(String text) throws UnusableMessageException;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(READER::read, input);
    }

    /** Lets a 9 in the viewer's words begin a line of the log. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                text -> {
                    ClientMessage message = READER.read(text);
                    return message instanceof ClientMessage.Report report
                                    && report.report().problem().orElse("").indexOf('9') >= 0
                            ? new ClientMessage.Report(new ViewerReport(
                                    false,
                                    report.report().playing(),
                                    report.report().problem().map(words -> words + "\n"),
                                    report.report().json()))
                            : message;
                },
                input);
    }

    private static void check(Reader reader, byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ClientMessage message;
        try {
            message = reader.read(text);
        } catch (UnusableMessageException refused) {
            problem(refused.problem());
            return;
        }
        if (message instanceof ClientMessage.Offer offer) {
            Promise.atMost("an offer", offer.sdp().getBytes(StandardCharsets.UTF_8).length, MOST_OFFER);
        } else if (message instanceof ClientMessage.RemoteCandidate remote) {
            Promise.keeps("a candidate", remote.candidate().candidate().startsWith("candidate:"), remote);
        } else if (message instanceof ClientMessage.Report report) {
            report(report.report(), text);
        } else if (message instanceof ClientMessage.Application application) {
            Promise.keeps("a type of the program's", !MessageTypes.isReserved(application.type()), application);
            Promise.keeps("the text stays", application.json().equals(text), application);
        }
    }

    /** It is told to the client and logged. */
    private static void problem(Problem problem) {
        Promise.keeps("the client is to blame", problem.status() == 400 || problem.status() == 413, problem);
        Promise.atMost(
                "what is shown of it", String.valueOf(problem.offending()).length(), 81);
        Promise.atMost("the reason", problem.message().length(), 1_000);
        Promise.keeps("the socket stays open", problem.closeCode() >= 4000 && problem.closeCode() < 5000, problem);
    }

    /** It goes into the log, and into a line of JSON for the program. */
    private static void report(ViewerReport report, String text) {
        report.problem().ifPresent(words -> {
            Promise.atMost("the viewer's words", words.codePointCount(0, words.length()), 400);
            Promise.keeps("one line of harmless text", words.codePoints().allMatch(SessionName::isHarmless), words);
        });
        report.playing()
                .ifPresent(playing -> Promise.keeps(
                        "numbers that a page could mean",
                        Stream.of(playing.framesPerSecond(), playing.decodeMillis(), playing.bufferMillis())
                                        .allMatch(number -> Double.isFinite(number) && number >= 0)
                                && Math.min(playing.framesDecoded(), playing.framesDropped()) >= 0,
                        text));
        Promise.keeps(
                "one line", report.json().indexOf('\n') < 0 && report.json().indexOf('\r') < 0, report.json());
        try {
            JsonNode again = MAPPER.readTree(report.json());
            Promise.keeps(
                    "JSON of the same type",
                    "viewer_report".equals(again.path("type").textValue()),
                    text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("broken: a report is JSON: " + report.json(), e);
        }
    }
}
