package io.wetoken.settlement.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which troubles were told of, and what is still to be sent; on the disk, so that a server that is started again neither repeats itself nor forgets. One process
 * writes it, the one that holds the server's lock.
 */
final class AlertBook {
    static final String FILE = "alerts.json";

    /** How long before each further try; then a message is given up. Those of the Standard Webhooks specification, but for its last day. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID_BYTES = 16;

    private final Path file;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final List<Message> pending = new ArrayList<>();
    private long lines;

    private AlertBook(Path file, long lines) {
        this.file = file;
        this.lines = lines;
    }

    /** @param times how often it was told of */
    private record Known(Trouble trouble, Instant since, Instant told, int times) {}

    /**
     * @param id the same at every try, by which receivers recognise a copy
     * @param tries that failed
     */
    record Message(String id, String body, int tries, Instant next) {}

    /**
     * The book of a directory, or a new one.
     *
     * @param written lines of the actions' log now; for a new book they are nobody's news
     * @throws IOException when it is there and cannot be read
     */
    static AlertBook open(Path directory, long written) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new AlertBook(file, written);
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            AlertBook book = new AlertBook(file, root.path("lines").asLong());
            for (JsonNode each : root.path("troubles")) {
                Trouble trouble = new Trouble(
                        Trouble.Kind.of(each.path("type").asText()),
                        each.path("subject").asText(),
                        each.path("text").asText());
                book.known.put(
                        trouble.key(),
                        new Known(
                                trouble,
                                time(each, "since"),
                                time(each, "told"),
                                each.path("times").asInt()));
            }
            for (JsonNode each : root.path("pending")) {
                book.pending.add(new Message(
                        each.path("id").asText(),
                        each.path("body").asText(),
                        each.path("tries").asInt(),
                        time(each, "next")));
            }
            return book;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new IOException(
                    file + " cannot be read: " + e.getMessage()
                            + "; move it away, and all trouble that lasts is told of once more",
                    e);
        }
    }

    /**
     * Takes note of what is wrong now, and writes a message for what is new, what has lasted and what is over.
     *
     * @param unknown kinds of which nobody can say now whether they are over
     */
    void note(List<Trouble> now, Set<Trouble.Kind> unknown, Instant at, Duration repeat) {
        for (Trouble trouble : now) {
            Known before = known.get(trouble.key());
            if (before == null) {
                known.put(trouble.key(), told(new Known(trouble, at, at, 0), at));
            } else if (!at.isBefore(before.told().plus(repeat))) {
                known.put(trouble.key(), told(new Known(trouble, before.since(), at, before.times()), at));
            }
        }
        Set<String> there = now.stream().map(Trouble::key).collect(Collectors.toSet());
        known.values().removeIf(each -> {
            if (there.contains(each.trouble().key())
                    || unknown.contains(each.trouble().kind())) {
                return false;
            }
            write(
                    each.trouble().kind().type() + ".ended",
                    each.trouble().subject(),
                    "No longer: " + each.trouble().text(),
                    each.since(),
                    at,
                    each.times());
            return true;
        });
    }

    private Known told(Known each, Instant at) {
        Trouble trouble = each.trouble();
        write(trouble.kind().type(), trouble.subject(), trouble.text(), each.since(), at, each.times());
        return new Known(trouble, each.since(), at, each.times() + 1);
    }

    /** Tells of what was reconciled in lines that it has not seen. */
    void read(List<ActionLog.Entry> log, Instant at) {
        // A log that is shorter than what was seen is a new one.
        for (ActionLog.Entry entry : log.subList(lines > log.size() ? 0 : (int) lines, log.size())) {
            if (entry.what().equals(State.RECONCILED.name())) {
                write(
                        "epoch.reconciled",
                        entry.epoch(),
                        "The day " + entry.epoch() + " is paid and agrees with the chain",
                        entry.at(),
                        at,
                        0);
            }
        }
        lines = log.size();
    }

    private void write(String type, String subject, String text, Instant since, Instant at, int times) {
        ObjectNode body = JSON.createObjectNode().put("type", type).put("timestamp", at.toString());
        ObjectNode data = body.putObject("data");
        data.put("epoch", subject.equals(Trouble.ALL) ? null : subject)
                .put("text", text)
                .put("since", since.toString())
                .put("times", times + 1);
        pending.add(new Message(id(type + " " + subject + " " + since + " " + times), body.toString(), 0, at));
    }

    /** The oldest message whose time has come. */
    Optional<Message> due(Instant now) {
        return pending.stream().filter(each -> !each.next().isAfter(now)).findFirst();
    }

    void delivered(Message message) {
        pending.remove(message);
    }

    /** @return whether it is given up */
    boolean failed(Message message, Instant at) {
        int index = pending.indexOf(message);
        if (message.tries() >= DELAYS.size()) {
            pending.remove(index);
            return true;
        }
        pending.set(
                index,
                new Message(message.id(), message.body(), message.tries() + 1, at.plus(DELAYS.get(message.tries()))));
        return false;
    }

    /** Nobody is to be sent anything. */
    void drop() {
        pending.clear();
    }

    int pending() {
        return pending.size();
    }

    void save() throws IOException {
        ObjectNode root = JSON.createObjectNode().put("lines", lines);
        ArrayNode troubles = root.putArray("troubles");
        known.values()
                .forEach(each -> troubles.addObject()
                        .put("type", each.trouble().kind().type())
                        .put("subject", each.trouble().subject())
                        .put("text", each.trouble().text())
                        .put("since", each.since().toString())
                        .put("told", each.told().toString())
                        .put("times", each.times()));
        ArrayNode messages = root.putArray("pending");
        pending.forEach(each -> messages.addObject()
                .put("id", each.id())
                .put("body", each.body())
                .put("tries", each.tries())
                .put("next", each.next().toString()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(FILE + ".next");
        Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Instant time(JsonNode node, String name) {
        return Instant.parse(node.path(name).asText());
    }

    private static String id(String of) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
