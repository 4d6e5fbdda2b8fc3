package io.wetoken.ingest.bench;

import io.wetoken.ingest.core.Body;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.Speaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Makes bodies from good events: damages some of them, then what is around them, then the bytes. What is large is rare, for it takes long. */
final class BodyMutations {
    private static final int MEBIBYTE = 1 << 20;
    private static final List<String> WHOLE = List.of(
            "",
            " ",
            "[]",
            "[[]]",
            "{}",
            "null",
            "true",
            "7",
            "\"text\"",
            "[null]",
            "[1,2,3]",
            "[\"a\"]",
            "[[],{}]",
            "[{}]",
            "[",
            "]",
            "{",
            "[,]",
            "[{},]",
            "[{}",
            "[]]",
            "[] []",
            "[]x",
            "\ufeff[]",
            "//\n[]",
            "/**/[]",
            "[{'id':1}]",
            "[{id:1}]",
            "NaN",
            "[NaN]",
            "[Infinity]",
            "[-]",
            "[1e]",
            "[\"\\x\"]",
            "[\"\\u12\"]",
            "[tru]",
            "\u0000",
            "[\"",
            "[{\"id\"}]",
            "[{\"id\":}]",
            "[{:1}]");
    private static final Pattern WHO = Pattern.compile("\"actor\":\"([^\"]*)\",\"device\":\"([^\"]*)\"");
    private static final List<String> ENCODINGS =
            List.of("br", "deflate", "zstd", "x-gzip", "gzip, gzip", "identity, gzip", "utf-8");
    private static final List<String> TYPES =
            List.of(Body.JSON, Body.JSON, Body.JSON, Body.LINES, "text/plain", "application/xml");

    private final SplittableRandom random;
    private final List<String> events;
    private final EventMutations mutations;
    private final byte[] bomb;

    BodyMutations(List<String> events, SplittableRandom random) {
        this.events = events;
        this.random = random;
        this.mutations = new EventMutations(random);
        this.bomb = gzip(new byte[16 * MEBIBYTE]);
    }

    Fuzzed next() {
        Door door = random.nextInt(8) == 0 ? Door.RECORDED : Door.LIVE;
        int kind = random.nextInt(1_000);
        if (kind == 0) {
            return plain(door, padded());
        }
        if (kind == 1) {
            return new Fuzzed(door, bomb, "gzip", Body.JSON, null);
        }
        if (kind == 2) {
            return plain(door, deep().getBytes(StandardCharsets.UTF_8));
        }
        String type = random.nextInt(6) == 0 ? one(TYPES) : Body.JSON;
        byte[] bytes = text(type.equals(Body.LINES)).getBytes(StandardCharsets.UTF_8);
        int damages = random.nextInt(3);
        for (int i = 0; i < damages; i++) {
            bytes = damaged(bytes);
        }
        return encoded(door, bytes, type);
    }

    private static Fuzzed plain(Door door, byte[] bytes) {
        return new Fuzzed(door, bytes, "", Body.JSON, null);
    }

    private String text(boolean lines) {
        if (random.nextInt(20) == 0) {
            return one(WHOLE);
        }
        int count = count();
        List<String> chosen = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String event = one(events);
            // Of many, two or so: one alone can make the whole of them unreadable.
            boolean damage = random.nextInt(Math.max(3, count)) < 2;
            chosen.add(damage ? mutations.mutated(event) : event);
        }
        if (lines) {
            return String.join(random.nextInt(10) == 0 ? "\r\n\n" : "\n", chosen);
        }
        return "[" + String.join(random.nextInt(10) == 0 ? " ,\n\t" : ",", chosen) + "]";
    }

    private int count() {
        return switch (random.nextInt(400)) {
            case 0 -> 500;
            case 1 -> 501;
            case 2, 3, 4, 5 -> 50;
            default -> 1 + random.nextInt(3);
        };
    }

    private byte[] damaged(byte[] bytes) {
        return switch (random.nextInt(14)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> flipped(bytes);
            case 2 -> spliced(bytes, new byte[] {(byte) random.nextInt(256)});
            case 3 -> spliced(bytes, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
            case 4 -> spliced(bytes, new byte[] {(byte) 0xC0, (byte) 0x80});
            case 5 -> spliced(bytes, new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80});
            case 6 -> Arrays.copyOfRange(bytes, Math.min(bytes.length, random.nextInt(8)), bytes.length);
            case 7 -> spliced(bytes, Arrays.copyOf(bytes, random.nextInt(Math.min(bytes.length, 200) + 1)));
            default -> bytes;
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < 3 && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] spliced(byte[] bytes, byte[] more) {
        int at = random.nextInt(bytes.length + 1);
        byte[] joined = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, joined, at, more.length);
        System.arraycopy(bytes, at, joined, at + more.length, bytes.length - at);
        return joined;
    }

    private Fuzzed encoded(Door door, byte[] bytes, String type) {
        return switch (random.nextInt(40)) {
            case 0 -> new Fuzzed(door, gzip(bytes), "gzip", type, null);
            case 1 -> new Fuzzed(door, gzip(bytes), "GZIP", type, null);
            case 2 -> new Fuzzed(door, flipped(gzip(bytes)), "gzip", type, null);
            case 3 -> {
                byte[] zipped = gzip(bytes);
                yield new Fuzzed(door, Arrays.copyOf(zipped, random.nextInt(zipped.length)), "gzip", type, null);
            }
            case 4 -> new Fuzzed(door, bytes, "gzip", type, null);
            case 5 -> new Fuzzed(door, gzip(bytes), "", type, null);
            case 6 -> {
                byte[] zipped = gzip(bytes);
                yield new Fuzzed(door, spliced(zipped, zipped), "gzip", type, null);
            }
            case 7 -> new Fuzzed(door, bytes, one(ENCODINGS), type, null);
            default -> new Fuzzed(door, bytes, "", type, speaker(bytes));
        };
    }

    /** Of every fourth body the sender has a token: of whoever acts in its first event. */
    private Speaker speaker(byte[] bytes) {
        if (random.nextInt(4) > 0) {
            return null;
        }
        Matcher who = WHO.matcher(new String(bytes, 0, Math.min(bytes.length, 400), StandardCharsets.ISO_8859_1));
        return who.find() ? new Speaker(who.group(1), who.group(2)) : new Speaker("nobody", "nothing");
    }

    /** Around the largest size: filled with blanks, with one text, or with one number. */
    private byte[] padded() {
        int size = MEBIBYTE - 1 + random.nextInt(3);
        byte[] body = new byte[size];
        int filling = random.nextInt(3);
        Arrays.fill(body, (byte) (filling == 0 ? ' ' : '7'));
        byte[] head = (filling == 2 ? "[{\"text\":\"" : "[").getBytes(StandardCharsets.US_ASCII);
        byte[] tail = (filling == 2 ? "\"}]" : "]").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(tail, 0, body, size - tail.length, tail.length);
        return body;
    }

    private String deep() {
        int depth = 10 + random.nextInt(random.nextBoolean() ? 2_000 : 100_000);
        return switch (random.nextInt(3)) {
            case 0 -> "[".repeat(depth);
            case 1 -> "[{\"x\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + "}]";
            default -> "[{\"id\":" + "[".repeat(depth) + "]".repeat(depth) + "}]";
        };
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
