package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Connection;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says why a viewer sees nothing, or sees it badly, from what a server has seen of it.
 *
 * <pre>{@code
 * ViewerEvidence evidence = ViewerEvidence.of(Route.TUNNEL).withAge(age).with(advertised);
 * ViewerDoctor.judge(evidence, Locale.ENGLISH).ifPresent(verdict -> log.warn(verdict.operator()));
 * }</pre>
 *
 * <p>There is one verdict at most: the first thing that has to change. While a budget of {@link ViewerBudgets} still
 * lasts there is none, and a viewer that plays well has none. Stateless, and pure.
 */
public final class ViewerDoctor {
    // Places of the texts: 0 where the viewer was sent, 1 seconds since the offer, 2 to 4 the judgement's numbers, 5
    // TURN servers.
    private static final int NUMBERS = 2;
    private static final int TURN_SERVERS = 5;
    private static final int LOCAL_PORT = 8;
    private static final int INSIDE = 9;
    private static final int PLACES = 10;

    private static final long MILLIS_PER_SECOND = 1000;

    private ViewerDoctor() {}

    /**
     * The verdict on a viewer; empty when there is nothing to complain about.
     *
     * @param locale the language: Chinese, or else English
     */
    public static Optional<ViewerVerdict> judge(ViewerEvidence evidence, Locale locale) {
        return judgement(evidence).map(judgement -> put(judgement, evidence, Texts.ofVerdicts(locale)));
    }

    /** The verdict's code alone, which costs no text: for whoever looks often. */
    public static Optional<ViewerVerdictCode> code(ViewerEvidence evidence) {
        return judgement(evidence).map(Judgement::code);
    }

    static Optional<Judgement> judgement(ViewerEvidence evidence) {
        Connection connection = evidence.connection();
        if (connection.silent()) {
            return Optional.of(Judgement.of(ViewerVerdictCode.VIEWER_SILENT));
        }
        if (connection.secured().isEmpty()) {
            boolean due = evidence.age() >= ViewerBudgets.CONNECTED
                    || connection.dtlsFailure().isPresent();
            return due ? Optional.of(ConnectingRules.judge(evidence)) : Optional.empty();
        }
        Optional<Judgement> starting =
                StartingRules.judge(evidence, connection.secured().getAsLong());
        return starting.isPresent() || evidence.delivery().firstPacket().isEmpty()
                ? starting
                : PlayingRules.judge(evidence);
    }

    private static ViewerVerdict put(Judgement judgement, ViewerEvidence evidence, Texts texts) {
        Object[] places = places(judgement, evidence);
        String code = judgement.code().wireCode();
        String special = code + "." + judgement.variant();
        String key = texts.find(special + ".operator", places).isPresent() ? special : code;
        String further = judgement.further().stream()
                .map(sentence -> texts.text("word." + sentence, places))
                .collect(Collectors.joining());
        String operator = texts.text(key + ".operator", places) + further;
        // Nothing from inside reaches the other two, even if their texts had a place for it.
        places[LOCAL_PORT] = "";
        places[INSIDE] = "";
        return new ViewerVerdict(
                judgement.code(),
                operator,
                texts.find(key + ".general", places).orElseGet(() -> texts.text(key + ".operator", places)) + further,
                texts.find(special + ".viewer", places).orElseGet(() -> texts.text(code + ".viewer", places)));
    }

    private static Object[] places(Judgement judgement, ViewerEvidence evidence) {
        Object[] places = new Object[PLACES];
        Arrays.fill(places, "");
        List<Endpoint> told = new ArrayList<>(evidence.advertised().endpoints());
        places[0] = told.isEmpty() ? Optional.empty() : told;
        places[1] = evidence.age() / MILLIS_PER_SECOND;
        for (int index = 0; index < judgement.numbers().size(); index++) {
            places[NUMBERS + index] = judgement.numbers().get(index);
        }
        places[TURN_SERVERS] = evidence.advertised().turnServers();
        places[LOCAL_PORT] = evidence.advertised().localPort();
        places[INSIDE] = judgement.inside();
        return places;
    }
}
