package io.wetoken.settlement.epoch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that runs did, in the order in which they did it: a JSON object a line, each with the SHA-256 of the line before it (Haber and Stornetta, How to
 * time-stamp a digital document, 1991), so that no line can be changed, taken out or put in between without all after it showing so. What was cut off at the
 * end shows in the epochs' rows, which hold the hashes of their lines. Written under the {@link RunLock}; a line is on the disk before its action counts.
 */
public final class ActionLog {
    public static final String FILE = "actions.jsonl";

    /** Before the first line. */
    static final String BEGINNING = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String who;
    private long lines;
    private String last;
    /** Bytes of a line that a killed run did not finish, since the last one that is whole. */
    private long torn;

    private ActionLog(Path file, String who, List<Entry> known) {
        this.file = file;
        this.who = who;
        this.lines = known.size();
        this.last = known.isEmpty() ? BEGINNING : known.get(known.size() - 1).hash();
    }

    /**
     * One line.
     *
     * @param who the system's user and host
     * @param hash of the line
     */
    public record Entry(
            long number, Instant at, String epoch, String who, String what, Map<String, String> details, String hash) {}

    /**
     * Begins where the file ends; a line that a killed run left half is cut off and told of in the next one.
     *
     * @throws SettlementException as {@link #read}
     */
    public static ActionLog open(Path directory, String who) throws IOException {
        Path file = directory.resolve(FILE);
        ActionLog log = new ActionLog(file, who, read(directory));
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                long whole = wholeBytes(Files.readAllBytes(file));
                log.torn = channel.size() - whole;
                channel.truncate(whole);
            }
        }
        return log;
    }

    /** Returns when it is on the disk. @return the line's hash */
    public String append(Instant at, Epoch epoch, String what, Map<String, String> details) throws IOException {
        ObjectNode line = JSON.createObjectNode()
                .put("number", lines)
                .put("at", at.toString())
                .put("epoch", epoch.toString())
                .put("who", who)
                .put("what", what);
        ObjectNode told = line.putObject("details");
        new TreeMap<>(details).forEach(told::put);
        if (torn > 0) {
            told.put("unfinishedBytes", Long.toString(torn));
        }
        line.put("before", last);
        byte[] text = JSON.writeValueAsBytes(line);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer out = ByteBuffer.allocate(text.length + 1)
                    .put(text)
                    .put((byte) '\n')
                    .flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.force(true);
        }
        lines++;
        torn = 0;
        last = hash(text);
        return last;
    }

    /**
     * All whole lines; none when there is no file.
     *
     * @throws SettlementException naming the first line that does not follow from the one before it
     */
    public static List<Entry> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        List<Entry> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        byte[] bytes = Files.readAllBytes(file);
        String before = BEGINNING;
        int start = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                byte[] line = Arrays.copyOfRange(bytes, start, end);
                Entry entry = entry(file, entries.size(), line, before);
                entries.add(entry);
                before = entry.hash();
                start = end + 1;
            }
        }
        return entries;
    }

    private static Entry entry(Path file, int number, byte[] line, String before) throws SettlementException {
        String place = file + ":" + (number + 1) + ": ";
        JsonNode node;
        try {
            node = JSON.readTree(new String(line, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new SettlementException(place + "is no JSON object: " + e.getOriginalMessage(), e);
        }
        if (!node.path("before").asText().equals(before) || node.path("number").asLong(-1) != number) {
            throw new SettlementException(
                    place + "does not follow from the line before it: a line was changed, taken out"
                            + " or put in. Compare with a copy; to go on without it, move the file away, and a new one begins");
        }
        Instant at;
        try {
            at = Instant.parse(node.path("at").asText());
        } catch (DateTimeException e) {
            throw new SettlementException(place + "has no time: " + e.getMessage(), e);
        }
        Map<String, String> details = new TreeMap<>();
        node.path("details")
                .properties()
                .forEach(
                        detail -> details.put(detail.getKey(), detail.getValue().asText()));
        return new Entry(
                number,
                at,
                node.path("epoch").asText(),
                node.path("who").asText(),
                node.path("what").asText(),
                details,
                hash(line));
    }

    /** A message with no more of an address than its host: nodes are often asked by addresses that hold a key. */
    public static String withoutSecrets(String message) {
        return message.replaceAll("(https?://)[^/\\s]*@", "$1").replaceAll("(https?://[^/\\s:]+(:\\d+)?)\\S*", "$1");
    }

    private static long wholeBytes(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static String hash(byte[] line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
