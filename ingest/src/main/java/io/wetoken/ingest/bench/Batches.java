package io.wetoken.ingest.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Requests of {@link #EVENTS} events each, numbered from 0. Contents repeat; ids never do, and follow from the event's number, so that nobody has to
 * remember them. Thread-safe.
 */
final class Batches {
    static final int EVENTS = 50;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long run;
    private final List<Template> templates = new ArrayList<>();

    private static final class Template {
        private final byte[] request;
        private final int[] ids;

        Template(byte[] request, int[] ids) {
            this.request = request;
            this.ids = ids;
        }
    }

    /**
     * @param host as the request names it
     * @param run makes the ids differ from those of other runs
     */
    Batches(List<String> lines, String host, long run) {
        this.run = run;
        for (int from = 0; from + EVENTS <= lines.size(); from += EVENTS) {
            templates.add(template(lines.subList(from, from + EVENTS), host));
        }
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("A batch takes " + EVENTS + " lines, there are " + lines.size());
        }
    }

    private static Template template(List<String> lines, String host) {
        String body = "[" + String.join(",", lines) + "]";
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        byte[] head = Http.head("/v1/events", host, length, "content-type: application/json\r\n");
        byte[] request = new byte[head.length + length];
        System.arraycopy(head, 0, request, 0, head.length);
        int at = head.length;
        request[at++] = '[';
        int[] ids = new int[lines.size()];
        for (int i = 0; i < ids.length; i++) {
            byte[] line = lines.get(i).getBytes(StandardCharsets.UTF_8);
            ids[i] = at + RealisticLines.ID_OFFSET;
            System.arraycopy(line, 0, request, at, line.length);
            at += line.length;
            request[at++] = (byte) (i + 1 == ids.length ? ']' : ',');
        }
        return new Template(request, ids);
    }

    /** A copy of the caller's own, head and body. */
    byte[] request(long batch) {
        Template template = templates.get((int) (batch % templates.size()));
        byte[] request = template.request.clone();
        for (int i = 0; i < EVENTS; i++) {
            write(id(batch * EVENTS + i), request, template.ids[i]);
        }
        return request;
    }

    /** A version 4 UUID that looks as random as any, so that it compresses as badly. */
    UUID id(long event) {
        long high = mixed(run + 2 * event * GOLDEN);
        return new UUID((high & ~0xF000L) | 0x4000L, low(event));
    }

    /** The lower half of an event's id: 62 bits that tell events apart. */
    long low(long event) {
        return (mixed(run + (2 * event + 1) * GOLDEN) >>> 2) | Long.MIN_VALUE;
    }

    private static void write(UUID id, byte[] to, int at) {
        int place = at;
        for (int digit = 0; digit < 32; digit++) {
            if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
                place++;
            }
            long half = digit < 16 ? id.getMostSignificantBits() : id.getLeastSignificantBits();
            to[place++] = HEX[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
        }
    }

    /** SplitMix64's finalizer: one to one, and no bit of the result tells the number. */
    private static long mixed(long number) {
        long z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
