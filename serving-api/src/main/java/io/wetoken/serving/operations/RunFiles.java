package io.wetoken.serving.operations;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What runs left in {@code epochs.dir}: their log and their reports. Whether the log was tampered with is {@code ./we epoch log}'s to say. */
final class RunFiles {
    private static final int NEWEST = 200;

    private final Optional<Path> epochs;

    RunFiles(Optional<Path> epochs) {
        this.epochs = epochs;
    }

    /** One line of the log. */
    record Action(String at, String who, String what, Map<String, String> details) {}

    /** The newest lines of an epoch, oldest first; none where the log is on another machine. */
    List<Action> log(Epoch epoch) {
        ArrayDeque<Action> newest = new ArrayDeque<>();
        if (epochs.isEmpty()) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(epochs.get().resolve("actions.jsonl"))) {
            lines.forEach(line -> {
                JsonNode node = node(line);
                if (node.path("epoch").asString("").equals(epoch.toString())) {
                    newest.add(action(node));
                    if (newest.size() > NEWEST) {
                        newest.remove();
                    }
                }
            });
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(newest);
    }

    /** The reconciliation report, if the day came that far. */
    Optional<JsonNode> report(Epoch epoch) {
        if (epochs.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    node(Files.readString(epochs.get().resolve(epoch.toString()).resolve("reconciliation.json"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Action action(JsonNode node) {
        Map<String, String> details = new TreeMap<>();
        node.path("details")
                .properties()
                .forEach(
                        detail -> details.put(detail.getKey(), detail.getValue().asString("")));
        return new Action(
                node.path("at").asString(""),
                node.path("who").asString(""),
                node.path("what").asString(""),
                details);
    }

    /** A line that a run is just writing is no JSON yet. */
    private static JsonNode node(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
