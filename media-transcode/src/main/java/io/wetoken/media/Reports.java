package io.wetoken.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.cid.ContentIds;
import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.Loudness;
import io.wetoken.media.core.MasterPlaylist;
import io.wetoken.media.core.Refusal;
import io.wetoken.media.core.Source;
import io.wetoken.media.core.Storyboard;
import java.util.Locale;
import java.util.Map;

/** A result as JSON and as text. */
final class Reports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double HUNDREDTHS = 100.0;
    private static final double THOUSANDTHS = 1_000.0;

    private Reports() {}

    /** The file beside the playlists: what a page or another server needs to know, and the id of every other file. */
    static String metadata(Source source, Result result, Map<String, String> files) {
        ObjectNode json = clip(result);
        ObjectNode from = json.putObject("source");
        from.put("cid", result.sourceCid());
        from.put("container", source.container());
        from.put("video", source.videoCodec());
        from.put("audio", source.audioCodec());
        json.put("master", MasterPlaylist.NAME);
        json.put("poster", EncodeLine.POSTER);
        json.put("storyboard", Storyboard.TIMES);
        if (!result.silent()) {
            json.put("lufs", Loudness.TARGET);
        }
        json.put("cidProfile", ContentIds.PROFILE);
        ArrayNode list = json.putArray("files");
        files.forEach((path, cid) -> list.addObject().put("path", path).put("cid", cid));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values can be written", e);
        }
    }

    static ObjectNode json(Result result) {
        ObjectNode json = JSON.createObjectNode();
        json.put("cid", result.cid());
        json.setAll(clip(result));
        json.put("sourceCid", result.sourceCid());
        json.put("cidProfile", ContentIds.PROFILE);
        json.put("master", path(result, MasterPlaylist.NAME));
        json.put("poster", path(result, EncodeLine.POSTER));
        json.put("storyboard", path(result, Storyboard.TIMES));
        json.put("metadata", path(result, Transcoder.METADATA));
        json.put("seconds", Math.round(result.seconds() * HUNDREDTHS) / HUNDREDTHS);
        json.put("cpuSeconds", Math.round(result.cpuSeconds() * HUNDREDTHS) / HUNDREDTHS);
        return json;
    }

    static ObjectNode json(Refusal refusal) {
        return JSON.createObjectNode()
                .put("refused", refusal.reason().name())
                .put("message", refusal.getMessage())
                .put("detail", refusal.detail());
    }

    static String text(Result result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Ready in %.1f s: %s%n  %d x %d, %.1f s%s%n  content id %s%n",
                result.seconds(),
                path(result, MasterPlaylist.NAME),
                result.width(),
                result.height(),
                result.durationMs() / THOUSANDTHS,
                result.silent() ? ", silent" : "",
                result.cid()));
        for (Result.Rendition rendition : result.renditions()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %4d x %4d  %5.0f kbit/s at most%n",
                    rendition.rung().width(),
                    rendition.rung().height(),
                    rendition.bandwidth() / THOUSANDTHS));
        }
        return text.toString().stripTrailing();
    }

    private static ObjectNode clip(Result result) {
        ObjectNode json = JSON.createObjectNode();
        json.put("durationMs", result.durationMs());
        json.put("width", result.width());
        json.put("height", result.height());
        json.put("framesPerSecond", Math.round(result.framesPerSecond() * THOUSANDTHS) / THOUSANDTHS);
        json.put("silent", result.silent());
        ArrayNode renditions = json.putArray("renditions");
        for (Result.Rendition rendition : result.renditions()) {
            renditions
                    .addObject()
                    .put("width", rendition.rung().width())
                    .put("height", rendition.rung().height())
                    .put("bandwidth", rendition.bandwidth())
                    .put("averageBandwidth", rendition.averageBandwidth())
                    .put("codecs", rendition.codecs());
        }
        return json;
    }

    private static String path(Result result, String name) {
        return result.directory().toAbsolutePath().normalize().resolve(name).toString();
    }
}
