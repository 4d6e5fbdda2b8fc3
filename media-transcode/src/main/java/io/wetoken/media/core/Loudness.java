package io.wetoken.media.core;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much louder the sound must become for −14 LUFS (EBU R 128, BS.1770). One gain for the whole clip, from a measurement of it: quiet passages stay
 * quiet, and what would clip is held by a limiter. Measuring a clip costs a tenth of ffmpeg's one-pass {@code loudnorm}, which works at 192 kHz.
 *
 * @param lufs integrated loudness of the source
 */
public record Loudness(double lufs) {
    public static final double TARGET = -14;
    /** −1.5 dB below full scale: the AAC encoder overshoots, and players resample. */
    private static final double CEILING = 0.84;
    /** Quieter than this is hiss, not sound; raising it would only be a nuisance. */
    private static final double SILENCE = -50;

    private static final Pattern INTEGRATED = Pattern.compile("I:\\s+(-?\\d+(?:\\.\\d+)?) LUFS");

    /** What is measured and encoded: two channels, 48 kHz. */
    public static final String FORMAT = "aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo";

    /** The filter of the measuring run; its summary is in the log at level {@code info}. */
    public static final String MEASURE = FORMAT + ",ebur128=framelog=quiet";

    /** @param log what ffmpeg printed */
    public static Optional<Loudness> read(String log) {
        Matcher found = INTEGRATED.matcher(log);
        Loudness last = null;
        while (found.find()) {
            last = new Loudness(Double.parseDouble(found.group(1)));
        }
        return Optional.ofNullable(last);
    }

    /** The filter of the encoding run. */
    public String filter() {
        return lufs < SILENCE
                ? FORMAT
                : String.format(
                        Locale.ROOT,
                        "%s,volume=%.2fdB,alimiter=limit=%.2f:level=0:attack=5:release=50",
                        FORMAT,
                        TARGET - lufs,
                        CEILING);
    }
}
