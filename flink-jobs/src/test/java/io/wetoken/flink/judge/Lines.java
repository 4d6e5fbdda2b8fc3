package io.wetoken.flink.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.flink.guard.AnEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Recorded files as a person would make and read them. */
final class Lines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Lines() {}

    static String of(AnEvent an) {
        BehaviourEvent event = an.event();
        ObjectNode line = JSON.createObjectNode()
                .put("id", event.getId())
                .put("kind", event.getKind().name())
                .put("actor", event.getActor())
                .put("device", event.getDevice())
                .put("session", event.getSession())
                .put("at", event.getAt())
                .put("sent", event.getSent())
                .put("received", event.getReceived());
        put(line, "ipHash", event.getIpHash());
        put(line, "content", event.getContent());
        put(line, "owner", event.getOwner());
        put(line, "request", event.getRequest());
        put(line, "token", event.getToken());
        if (event.getPosition() != null) {
            line.put("position", event.getPosition());
        }
        if (event.getWatchMs() != null) {
            line.put("watchMs", event.getWatchMs());
        }
        return line.toString();
    }

    private static void put(ObjectNode line, String name, String value) {
        if (value != null) {
            line.put(name, value);
        }
    }

    /** Packed when the name ends with {@code .gz}. */
    static Path write(Path file, List<String> lines) throws IOException {
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    static List<String> read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not JSON: " + line, e);
        }
    }
}
