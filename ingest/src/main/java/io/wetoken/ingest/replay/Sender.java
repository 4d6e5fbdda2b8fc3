package io.wetoken.ingest.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Lines to requests, in the order of the file and one after the other: so every partition of {@code behaviour.raw} holds them in that order, and
 * nothing that reads by {@code received} sees an event late because of how it was sent.
 */
final class Sender {
    static final int MAX_LINES = 500;
    static final int MAX_BYTES = 1 << 20;
    private static final long SHORTEST_WAIT_MS = 20;
    private static final long PROGRESS_EVERY_MS = 2_000;
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final DoorClient door;
    private final double speed;
    private final InstantSource clock;
    private final PrintStream progress;
    private final Report report = new Report();
    private final List<byte[]> lines = new ArrayList<>(MAX_LINES);
    private final List<OptionalLong> times = new ArrayList<>(MAX_LINES);
    private int bytes;
    private long firstReceived = -1;
    private final long started;
    private long told;

    /** @param speed how many times faster than by {@code received}; infinite for as fast as possible */
    Sender(DoorClient door, double speed, InstantSource clock, PrintStream progress) {
        this.door = door;
        this.speed = speed;
        this.clock = clock;
        this.progress = progress;
        this.started = clock.millis();
        this.told = started;
    }

    Report report() {
        return report;
    }

    /** Sends everything; after a {@link DamagedFileException} everything before the damage has been sent. */
    void send(RecordedLines source) throws IOException, InterruptedException {
        try {
            for (byte[] line; (line = source.next()) != null; ) {
                if (!isBlank(line)) {
                    add(line);
                }
            }
        } catch (DamagedFileException e) {
            flush();
            throw e;
        }
        flush();
    }

    /** Tells the collector that the days are complete. */
    void complete() throws IOException, InterruptedException {
        for (Epoch day : report.days()) {
            HttpResponse<String> answer = door.complete(day.toString());
            if (answer.statusCode() != 200) {
                throw refused("declare " + day + " complete", answer);
            }
        }
    }

    private void add(byte[] line) throws IOException, InterruptedException {
        if (lines.size() == MAX_LINES || bytes + line.length + 1 > MAX_BYTES) {
            flush();
        }
        OptionalLong received = received(line);
        if (received.isPresent() && speed != Double.POSITIVE_INFINITY) {
            keepPace(received.getAsLong());
        }
        lines.add(line);
        times.add(received);
        bytes += line.length + 1;
    }

    private void keepPace(long received) throws IOException, InterruptedException {
        if (firstReceived < 0) {
            firstReceived = received;
        }
        long due = started + (long) ((received - firstReceived) / speed);
        if (due - clock.millis() > SHORTEST_WAIT_MS) {
            flush();
            TimeUnit.MILLISECONDS.sleep(Math.max(0, due - clock.millis()));
        }
    }

    private void flush() throws IOException, InterruptedException {
        if (lines.isEmpty()) {
            return;
        }
        long before = door.again();
        HttpResponse<String> answer = door.lines(lines);
        report.sentAgain((door.again() - before) * lines.size());
        if (answer.statusCode() == 202) {
            count(Rejections.of(answer.body()));
        } else if (lines.size() == 1 && answer.statusCode() == 413) {
            report.rejected("BODY_TOO_LARGE");
        } else {
            throw refused("take " + lines.size() + " lines", answer);
        }
        lines.clear();
        times.clear();
        bytes = 0;
        if (clock.millis() - told >= PROGRESS_EVERY_MS) {
            told = clock.millis();
            progress.printf(
                    "replay: %,d lines sent, %,d rejected, %,d s%n",
                    report.sent(), report.rejected(), (told - started) / 1_000);
        }
    }

    private void count(Map<Integer, String> rejections) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            String reason = rejections.get(i);
            if (reason != null) {
                report.rejected(reason);
            } else {
                long received = times.get(i)
                        .orElseThrow(() -> new IOException("The collector accepted a line without received"));
                report.accepted(Epoch.of(received));
            }
        }
    }

    /** Only for the days and the pace: a line where it cannot be found is for the collector to refuse. */
    private static OptionalLong received(byte[] line) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return OptionalLong.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals("received");
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT
                        && wanted
                        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                    return OptionalLong.of(json.getLongValue());
                }
                json.skipChildren();
            }
            return OptionalLong.empty();
        } catch (JsonProcessingException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each > ' ' || each < 0) {
                return false;
            }
        }
        return true;
    }

    private static IOException refused(String what, HttpResponse<String> answer) {
        return new IOException("The collector did not " + what + ": " + answer.statusCode() + " " + answer.body());
    }
}
