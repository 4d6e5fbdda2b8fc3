package io.wetoken.media.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arguments of the one ffmpeg run that decodes a clip once and writes everything that needs its pictures. Paths in it are relative to the directory
 * of the result, so that nothing in the caller's names can be taken for a pattern.
 */
public final class EncodeLine {
    public static final String AUDIO = "audio";
    public static final String PLAYLIST = "index.m3u8";
    public static final String INIT = "init.mp4";
    public static final String POSTER = "poster.jpg";
    public static final int SEGMENT_SECONDS = 2;
    private static final String AUDIO_BITS = "128k";
    /** The first pictures of a clip are often black. */
    private static final double POSTER_AT = 1;

    private static final int MOST_THREADS = 8;

    /** To the brightness and the colours of BT.709; 203 cd/m² is the white of BT.2408. */
    private static final String TO_COMMON_RANGE = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,"
            + "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,";

    private final Source source;
    private final List<Rung> rungs;
    private final Limits limits;
    private final int threads;
    private boolean extras = true;
    private Optional<Loudness> loudness = Optional.empty();

    /** @param processors how many this job may keep busy */
    public EncodeLine(Source source, List<Rung> rungs, Limits limits, int processors) {
        this.source = source;
        this.rungs = rungs;
        this.limits = limits;
        this.threads = Math.max(1, Math.min(MOST_THREADS, processors));
    }

    public EncodeLine loudness(Optional<Loudness> measured) {
        this.loudness = measured;
        return this;
    }

    /** For comparisons: only renditions. */
    public EncodeLine withoutExtras() {
        this.extras = false;
        return this;
    }

    /** Directories that must exist. */
    public List<String> directories() {
        List<String> all = new ArrayList<>(rungs.stream().map(Rung::directory).toList());
        if (!source.silent()) {
            all.add(AUDIO);
        }
        return all;
    }

    public List<String> arguments(Upload upload) {
        List<String> line = new ArrayList<>(input(upload, limits, threads));
        line.addAll(List.of("-filter_complex", graph()));
        for (Rung rung : rungs) {
            line.addAll(List.of("-map", "[" + rung.directory() + "]", "-c:v", "libopenh264", "-profile:v", "high"));
            String bits = Integer.toString(rung.bitsPerSecond());
            // Frames are never skipped: the rungs would no longer match. Key frames by the clock, since a number of
            // frames or a scene's end differs by rung.
            line.addAll(List.of("-rc_mode", "bitrate", "-allow_skip_frames", "0", "-b:v", bits, "-maxrate", bits));
            line.addAll(List.of("-fps_mode", "vfr"));
            line.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced*" + SEGMENT_SECONDS + ")"));
            line.addAll(hls(rung.directory()));
        }
        if (source.audioStream().isPresent()) {
            line.addAll(List.of("-map", "0:" + source.audioStream().getAsInt()));
            line.addAll(List.of("-af", loudness.map(Loudness::filter).orElse(Loudness.FORMAT)));
            line.addAll(List.of("-c:a", "aac", "-b:a", AUDIO_BITS));
            line.addAll(hls(AUDIO));
        }
        if (extras) {
            // The first frame, overwritten by the one after a second where there is one.
            line.addAll(List.of("-map", "[poster]", "-frames:v", "2", "-q:v", "3", "-update", "1"));
            line.addAll(List.of("-f", "image2", POSTER));
            line.addAll(List.of("-map", "[storyboard]", "-frames:v", "1", "-q:v", "5", "-update", "1"));
            line.addAll(List.of("-f", "image2", Storyboard.PICTURE));
        }
        return List.copyOf(line);
    }

    /** The arguments of the run that measures the loudness. */
    public static List<String> measure(Source source, Upload upload, Limits limits) {
        List<String> line = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-nostats", "-v", "info", "-xerror"));
        line.addAll(Formats.decoders());
        line.addAll(Formats.input(upload.container()));
        line.addAll(List.of("-vn", "-sn", "-dn", "-t", Long.toString(limits.seconds() + 1), "-i", upload.url()));
        line.addAll(List.of("-map", "0:" + source.audioStream().orElseThrow()));
        line.addAll(List.of("-af", Loudness.MEASURE, "-f", "null", "-"));
        return List.copyOf(line);
    }

    private static List<String> input(Upload upload, Limits limits, int threads) {
        List<String> line =
                new ArrayList<>(List.of("-nostdin", "-hide_banner", "-nostats", "-v", "repeat+error", "-xerror"));
        line.addAll(List.of("-filter_complex_threads", Integer.toString(threads)));
        line.addAll(List.of("-threads", Integer.toString(threads), "-max_pixels", Long.toString(limits.pixels())));
        line.addAll(Formats.decoders());
        line.addAll(Formats.input(upload.container()));
        // A second more than is allowed shows that it is too long, without following it for ever.
        line.addAll(List.of("-t", Long.toString(limits.seconds() + 1), "-i", upload.url()));
        return line;
    }

    /** From the largest rung down, each scaled from the one above it. ffmpeg has turned the pictures upright by then. */
    private String graph() {
        StringBuilder graph = new StringBuilder("[0:" + source.videoStream() + "]");
        if (source.interlaced()) {
            graph.append("yadif,");
        }
        // At an even rate, for the muxer takes a frame to last until the next one only within a segment: at a hole
        // between two, times would be wrong.
        graph.append("fps=").append(source.rate()).append(',');
        for (int i = rungs.size() - 1; i >= 0; i--) {
            Rung rung = rungs.get(i);
            boolean top = i == rungs.size() - 1;
            boolean last = i == 0;
            graph.append("scale=%d:%d:out_range=tv,setsar=1,".formatted(rung.width(), rung.height()));
            if (top && source.wideRange()) {
                graph.append(TO_COMMON_RANGE);
            }
            graph.append("format=yuv420p");
            if (top) {
                // What a camera notes beside its pictures is nobody's business, and mostly about the pictures as they
                // were.
                graph.append(",sidedata=delete");
            }
            int branches = 1 + (last ? 0 : 1) + (extras && top ? 1 : 0) + (extras && last ? 1 : 0);
            graph.append(",split=")
                    .append(branches)
                    .append('[')
                    .append(rung.directory())
                    .append(']');
            if (extras && top) {
                graph.append("[still]");
            }
            if (extras && last) {
                graph.append("[small]");
            }
            if (!last) {
                graph.append("[below").append(i).append("];[below").append(i).append(']');
            }
        }
        if (extras) {
            graph.append(String.format(Locale.ROOT, ";[still]select='eq(n,0)+gte(t,%.0f)'[poster]", POSTER_AT));
            graph.append(";[small]").append(Storyboard.of(source).filter()).append("[storyboard]");
        }
        return graph.toString();
    }

    private static List<String> hls(String directory) {
        return List.of(
                "-map_metadata",
                "-1",
                "-map_chapters",
                "-1",
                "-bitexact",
                "-f",
                "hls",
                "-hls_time",
                Integer.toString(SEGMENT_SECONDS),
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                "fmp4",
                "-hls_flags",
                "independent_segments",
                "-hls_fmp4_init_filename",
                INIT,
                "-hls_segment_filename",
                directory + "/%05d.m4s",
                directory + "/" + PLAYLIST);
    }
}
