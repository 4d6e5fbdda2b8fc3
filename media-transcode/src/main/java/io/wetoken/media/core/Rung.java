package io.wetoken.media.core;

/**
 * One rendition of the ladder.
 *
 * @param side the shorter side, which names it
 * @param bitsPerSecond what the encoder aims at
 */
public record Rung(int side, int width, int height, int bitsPerSecond) {
    /** The directory with its playlist and segments. */
    public String directory() {
        return "v" + side;
    }
}
