package io.wetoken.media.core;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The containers that are taken, told by their first bytes: ffmpeg is given a file only with the one demuxer that these name. */
public enum Container {
    MOV("mov"),
    MATROSKA("matroska"),
    MPEG_TS("mpegts"),
    AVI("avi"),
    FLV("flv");

    /** So many first bytes are enough to know. */
    public static final int HEAD = 1_024;

    private static final Set<String> BOXES = Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp");
    private static final int SYNC = 0x47;
    private static final int PACKET = 188;
    /** With the time stamp that cameras and discs put before each packet. */
    private static final int STAMPED_PACKET = 192;

    private final String demuxer;

    Container(String demuxer) {
        this.demuxer = demuxer;
    }

    public String demuxer() {
        return demuxer;
    }

    /** @param head the first {@link #HEAD} bytes, or all of a shorter file */
    public static Optional<Container> of(byte[] head) {
        if (head.length < 12) {
            return Optional.empty();
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (BOXES.contains(text.substring(4, 8))) {
            return Optional.of(MOV);
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return Optional.of(MATROSKA);
        }
        if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
            return Optional.of(AVI);
        }
        if (text.startsWith("FLV\u0001")) {
            return Optional.of(FLV);
        }
        return packets(head, 0, PACKET) || packets(head, 4, STAMPED_PACKET) ? Optional.of(MPEG_TS) : Optional.empty();
    }

    private static boolean packets(byte[] head, int first, int size) {
        // One sync byte is only the letter G.
        if (head.length <= first + 2 * size) {
            return false;
        }
        for (int at = first; at < head.length; at += size) {
            if (head[at] != SYNC) {
                return false;
            }
        }
        return true;
    }
}
