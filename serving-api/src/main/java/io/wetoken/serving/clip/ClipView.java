package io.wetoken.serving.clip;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import java.util.Optional;

/** A clip with its figures; times in ms, paths on this site. */
public record ClipView(
        String content,
        String owner,
        String title,
        @Schema(description = "Empty when none was given") String topic,
        long durationMs,
        int width,
        int height,
        boolean silent,
        @Schema(description = "HLS master playlist") String master,
        String poster,

        @Schema(description = "WebVTT of a picture of small frames")
        String storyboard,

        long publishedAt,
        long plays,
        long likes,
        long comments,
        long shares,

        @Schema(description = "Whether the caller liked it lately")
        boolean liked) {
    static final String MEDIA = "/media/";

    public static ClipView of(Clip clip, Optional<Figures> figures, boolean liked) {
        String directory = MEDIA + clip.directory() + "/";
        return new ClipView(
                clip.content().value(),
                clip.owner().value(),
                clip.title(),
                clip.topic(),
                clip.durationMs(),
                clip.width(),
                clip.height(),
                clip.silent(),
                directory + "master.m3u8",
                directory + "poster.jpg",
                directory + "storyboard.vtt",
                clip.publishedAt(),
                figures.map(Figures::plays).orElse(0L),
                figures.map(Figures::likes).orElse(0L),
                figures.map(Figures::comments).orElse(0L),
                figures.map(Figures::shares).orElse(0L),
                liked);
    }
}
