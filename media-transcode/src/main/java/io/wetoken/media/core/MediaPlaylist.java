package io.wetoken.media.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A media playlist as ffmpeg wrote it, and what RFC 8216 wants to know of it.
 *
 * @param init the initialisation segment
 */
public record MediaPlaylist(String init, List<Segment> segments, int targetSeconds) {
    private static final String MAP = "#EXT-X-MAP:URI=\"";
    private static final String LENGTH = "#EXTINF:";
    private static final String TARGET = "#EXT-X-TARGETDURATION:";

    /** @param name as the playlist has it, relative to the playlist */
    public record Segment(String name, double seconds) {}

    public MediaPlaylist {
        segments = List.copyOf(segments);
    }

    /** @throws IOException where it is not whole */
    public static MediaPlaylist read(List<String> lines) throws IOException {
        String init = null;
        int target = 0;
        double length = -1;
        boolean ended = false;
        List<Segment> segments = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(MAP)) {
                init = line.substring(MAP.length(), line.indexOf('"', MAP.length()));
            } else if (line.startsWith(TARGET)) {
                target = Math.max(
                        1, Integer.parseInt(line.substring(TARGET.length()).strip()));
            } else if (line.startsWith(LENGTH)) {
                length = Double.parseDouble(line.substring(LENGTH.length(), line.indexOf(',')));
            } else if (line.equals("#EXT-X-ENDLIST")) {
                ended = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                if (length < 0) {
                    throw new IOException("Segment " + line + " has no length");
                }
                segments.add(new Segment(line, length));
                length = -1;
            }
        }
        if (init == null || segments.isEmpty() || !ended || target <= 0) {
            throw new IOException("The playlist is not whole: " + segments.size() + " segments, initialisation segment "
                    + init + ", target duration " + target + (ended ? "" : ", no end"));
        }
        return new MediaPlaylist(init, segments, target);
    }

    /** ffmpeg rounds the target duration of a clip of less than half a second to 0, at which players despair. */
    public static List<String> repaired(List<String> lines) {
        return lines.stream()
                .map(line -> line.equals(TARGET + "0") ? TARGET + "1" : line)
                .toList();
    }

    public double seconds() {
        return segments.stream().mapToDouble(Segment::seconds).sum();
    }

    /** Where each segment begins, from the first. */
    public List<Double> starts() {
        List<Double> starts = new ArrayList<>();
        double at = 0;
        for (Segment segment : segments) {
            starts.add(at);
            at += segment.seconds();
        }
        return starts;
    }

    /**
     * The peak segment bit rate of RFC 8216, 4.1: the largest of any run of segments that lasts between 0.5 and 1.5 target durations.
     *
     * @param bytes of every segment, in order
     */
    public long peakBits(List<Long> bytes) {
        double peak = 0;
        for (int first = 0; first < segments.size(); first++) {
            double length = 0;
            long size = 0;
            for (int last = first; last < segments.size() && length <= 1.5 * targetSeconds; last++) {
                length += segments.get(last).seconds();
                size += bytes.get(last);
                if (length >= 0.5 * targetSeconds && length <= 1.5 * targetSeconds) {
                    peak = Math.max(peak, size * 8 / length);
                }
            }
        }
        return peak > 0 ? (long) Math.ceil(peak) : averageBits(bytes);
    }

    public long averageBits(List<Long> bytes) {
        return (long) Math.ceil(bytes.stream().mapToLong(Long::longValue).sum() * 8 / seconds());
    }
}
