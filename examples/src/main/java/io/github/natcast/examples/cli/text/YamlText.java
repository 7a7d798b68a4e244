package io.github.natcast.examples.cli.text;

import io.github.natcast.examples.cli.console.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the first document of a YAML file, and so JSON too. An alias is the node of its anchor, with the places there;
 * {@code <<} adds the keys of what it names. Built from events, with a limit to the depth: a tree of aliases costs no
 * more than its text.
 */
public final class YamlText {
    private static final int MAXIMUM_DEPTH = 50;

    private final String file;
    private final Iterator<Event> events;
    private final Map<Anchor, Node> anchors = new HashMap<>();

    private YamlText(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /**
     * Empty when the file has no document.
     *
     * @throws UserException with the place of the error
     */
    public static Optional<Node> read(String file, String text) throws UserException {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            return new YamlText(file, new Parse(settings).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            Place place = place(file, e.getProblemMark());
            throw new UserException(place + ": not YAML: " + oneLine(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new UserException(file + ": not YAML: " + oneLine(String.valueOf(e.getMessage())), e);
        } catch (IndexOutOfBoundsException e) {
            // snakeyaml-engine 2.10 runs past its buffer at some characters outside the basic plane.
            throw new UserException(file + ": not YAML that can be read; write \\U escapes for emoji", e);
        }
    }

    private Optional<Node> document() throws UserException {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent begin) {
                Node node = node(begin, 0);
                while (events.hasNext()) {
                    events.next();
                }
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private Node node(NodeEvent event, int depth) throws UserException {
        Place place = place(file, event.getStartMark());
        if (depth > MAXIMUM_DEPTH) {
            throw new UserException(place + ": more than " + MAXIMUM_DEPTH + " levels; nest less deeply");
        }
        if (event instanceof AliasEvent alias) {
            Node node = anchors.get(alias.getAlias());
            if (node == null) {
                throw new UserException(place + ": *" + alias.getAlias() + " names no anchor before it; write &"
                        + alias.getAlias() + " there");
            }
            return node;
        }
        Node node = event instanceof ScalarEvent scalar
                ? new Node.Scalar(place, scalar.getValue(), scalar.isPlain() ? Node.Sort.PLAIN : Node.Sort.TEXT)
                : event.getEventId() == Event.ID.SequenceStart ? items(place, depth) : table(place, depth);
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        return node;
    }

    private Node.Items items(Place place, int depth) throws UserException {
        List<Node> nodes = new ArrayList<>();
        Event event = events.next();
        while (event instanceof NodeEvent next) {
            nodes.add(node(next, depth + 1));
            event = events.next();
        }
        return new Node.Items(place, nodes);
    }

    private Node.Table table(Place place, int depth) throws UserException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        Map<String, Node.Entry> merged = new LinkedHashMap<>();
        Event event = events.next();
        while (event instanceof NodeEvent next) {
            Node key = node(next, depth + 1);
            if (!(events.next() instanceof NodeEvent value)) {
                throw new UserException(key.place() + ": a key without a value");
            }
            Node node = node(value, depth + 1);
            if (key instanceof Node.Scalar scalar && scalar.text().equals("<<") && node instanceof Node.Table other) {
                merged.putAll(other.entries());
            } else if (key instanceof Node.Scalar scalar) {
                entries.put(scalar.text(), new Node.Entry(key.place(), node));
            }
            event = events.next();
        }
        merged.forEach(entries::putIfAbsent);
        return new Node.Table(place, entries);
    }

    private static Place place(String file, Optional<Mark> mark) {
        return new Place(
                file,
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\R\\s*", " ");
    }
}
