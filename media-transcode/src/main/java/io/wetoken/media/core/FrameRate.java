package io.wetoken.media.core;

/** Frames a second as a fraction: 30000/1001 is not 29.97. */
public record FrameRate(int frames, int seconds) {
    public FrameRate {
        if (frames < 1 || seconds < 1) {
            throw new IllegalArgumentException("A frame rate must be positive, is " + frames + "/" + seconds);
        }
    }

    public double perSecond() {
        return (double) frames / seconds;
    }

    @Override
    public String toString() {
        return frames + "/" + seconds;
    }
}
