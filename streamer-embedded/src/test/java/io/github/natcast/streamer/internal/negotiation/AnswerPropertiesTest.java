package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for the answer to any offer: nothing is answered that was not offered. */
class AnswerPropertiesTest {
    private static final int OFFERS = 5000;
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)(?:/\\w+)? (.*)");
    private static final Pattern APT = Pattern.compile("apt=(\\d+)");

    @Test
    void answersOnlyWhatWasOffered() {
        TestParameters local = TestParameters.sending(VideoCodec.values())
                .withAudio(TestParameters.withAudio().media().audio().orElseThrow());
        int answered = 0;
        int resending = 0;
        int transportWide = 0;
        for (long seed = 0; seed < OFFERS; seed++) {
            String offer = new RandomOffer(seed).write();
            TestParameters.Answer answer;
            try {
                answer = local.answer(offer);
            } catch (OfferRejectedException noCommonCodec) {
                continue;
            }
            assertThat(violations(SessionDescription.parse(offer), SessionDescription.parse(answer.sdp())))
                    .as("seed %d%n%s%n%s", seed, offer, answer.sdp())
                    .isEmpty();
            answered++;
            resending += answer.plan().video().rtx().isPresent() ? 1 : 0;
            transportWide += answer.plan().video().feedback().contains(RtcpFeedback.TRANSPORT_WIDE) ? 1 : 0;
        }
        assertThat(answered).isGreaterThan(OFFERS / 2);
        assertThat(resending).isBetween(OFFERS / 50, answered - OFFERS / 50);
        assertThat(transportWide).isBetween(OFFERS / 50, answered - OFFERS / 50);
    }

    private static List<String> violations(SessionDescription offer, SessionDescription answer) {
        List<String> violations = new ArrayList<>();
        Map<String, String> bundledIds = new HashMap<>();
        require(
                violations,
                answer.mediaSections().size() == offer.mediaSections().size(),
                "one section for each");
        for (MediaSection section : answer.mediaSections()) {
            MediaSection offered = offer.mediaSections().get(section.index());
            require(violations, section.mid().equals(offered.mid()), "the same mid");
            require(violations, offered.formats().containsAll(section.formats()), "offered payload types");
            if (section.hasAttribute("sendonly")) {
                extensions(section, offered, bundledIds, violations);
                formats(section, offered, violations);
                feedback(section, offered, violations);
            }
        }
        return violations;
    }

    private static void extensions(
            MediaSection section, MediaSection offered, Map<String, String> bundledIds, List<String> violations) {
        for (Matcher extension : numbered(section, "extmap")) {
            String id = extension.group(1);
            require(
                    violations,
                    numbered(offered, "extmap").stream()
                            .anyMatch(one ->
                                    one.group(1).equals(id) && one.group(2).equals(extension.group(2))),
                    "the offered id " + extension.group());
            require(violations, Integer.parseInt(id) >= 1 && Integer.parseInt(id) <= 14, "an id of 4 bits " + id);
            String other = bundledIds.put(id, extension.group(2));
            require(violations, other == null || other.equals(extension.group(2)), "one extension for id " + id);
        }
    }

    private static void formats(MediaSection section, MediaSection offered, List<String> violations) {
        for (Matcher format : numbered(section, "rtpmap")) {
            require(violations, section.formats().contains(format.group(1)), "a format for " + format.group());
            require(
                    violations,
                    numbered(offered, "rtpmap").stream()
                            .anyMatch(one -> one.group().equalsIgnoreCase(format.group())),
                    "the offered rtpmap " + format.group());
        }
        require(
                violations,
                numbered(section, "rtpmap").size() == section.formats().size(),
                "an rtpmap for each format");
        for (Matcher parameters : numbered(section, "fmtp")) {
            Matcher apt = APT.matcher(parameters.group(2));
            if (apt.matches()) {
                require(
                        violations,
                        section.formats().get(0).equals(apt.group(1))
                                && !apt.group(1).equals(parameters.group(1)),
                        "an apt that names the format of the media " + parameters.group());
            }
        }
        boolean resends = section.formats().size() == 2;
        require(violations, section.hasAttribute("ssrc-group") == resends, "a=ssrc-group with RTX only");
    }

    private static void feedback(MediaSection section, MediaSection offered, List<String> violations) {
        List<String> kinds = new ArrayList<>();
        for (Matcher feedback : numbered(section, "rtcp-fb")) {
            kinds.add(feedback.group(2));
            require(
                    violations,
                    offered.attributes("rtcp-fb").contains(feedback.group())
                            || offered.attributes("rtcp-fb").contains("* " + feedback.group(2)),
                    "the offered feedback " + feedback.group());
        }
        boolean counted = numbered(section, "extmap").stream()
                .anyMatch(one -> one.group(2).equals(TestParameters.TRANSPORT_WIDE));
        require(violations, counted == kinds.contains("transport-cc"), "both halves of transport-wide feedback");
        require(violations, !counted || !kinds.contains("goog-remb"), "one kind of estimate");
    }

    private static List<Matcher> numbered(MediaSection section, String attribute) {
        return section.attributes(attribute).stream()
                .map(NUMBERED::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    private static void require(List<String> violations, boolean holds, String what) {
        if (!holds) {
            violations.add(what);
        }
    }
}
