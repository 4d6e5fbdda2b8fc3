package io.wetoken.media.bench;

import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.Rung;
import io.wetoken.media.core.Source;
import java.util.ArrayList;
import java.util.List;

/** The command that anybody would write for the same renditions: the same encoder settings, each rung scaled from the source, nothing watched. */
final class PlainLine {
    private PlainLine() {}

    static List<String> arguments(String file, Source source, List<Rung> rungs) {
        List<String> line = new ArrayList<>(List.of("-nostdin", "-v", "error", "-i", file));
        StringBuilder graph = new StringBuilder("[0:" + source.videoStream() + "]split=" + rungs.size());
        rungs.forEach(rung -> graph.append("[in").append(rung.side()).append(']'));
        for (Rung rung : rungs) {
            graph.append(";[in%d]scale=%d:%d,setsar=1,format=yuv420p[%s]"
                    .formatted(rung.side(), rung.width(), rung.height(), rung.directory()));
        }
        line.addAll(List.of("-filter_complex", graph.toString()));
        for (Rung rung : rungs) {
            String bits = Integer.toString(rung.bitsPerSecond());
            line.addAll(List.of("-map", "[" + rung.directory() + "]", "-c:v", "libopenh264", "-profile:v", "high"));
            line.addAll(List.of("-rc_mode", "bitrate", "-b:v", bits, "-maxrate", bits));
            line.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced*" + EncodeLine.SEGMENT_SECONDS + ")"));
            line.addAll(hls(rung.directory()));
        }
        source.audioStream().ifPresent(audio -> {
            line.addAll(List.of("-map", "0:" + audio, "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"));
            line.addAll(hls(EncodeLine.AUDIO));
        });
        return line;
    }

    private static List<String> hls(String directory) {
        return List.of(
                "-f",
                "hls",
                "-hls_time",
                Integer.toString(EncodeLine.SEGMENT_SECONDS),
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                "fmp4",
                "-hls_fmp4_init_filename",
                EncodeLine.INIT,
                "-hls_segment_filename",
                directory + "/%05d.m4s",
                directory + "/" + EncodeLine.PLAYLIST);
    }
}
