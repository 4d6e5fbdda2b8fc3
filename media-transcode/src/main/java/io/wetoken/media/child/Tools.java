package io.wetoken.media.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.media.core.Formats;
import io.wetoken.media.core.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** ffmpeg and ffprobe, run as children. */
public final class Tools {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Binaries binaries;
    private final Child child;

    public Tools(Binaries binaries) {
        this.binaries = binaries;
        this.child = new Child(binaries);
    }

    /** What ffprobe says of an upload. */
    public Ended probe(Upload upload, Path directory, Allowance allowance, long maxPixels)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(binaries.ffprobe().toString(), "-v", "error"));
        line.addAll(Formats.input(upload.container()));
        line.addAll(List.of("-max_pixels", Long.toString(maxPixels)));
        line.addAll(List.of("-print_format", "json", "-show_format", "-show_streams", upload.url()));
        return child.run(line, directory, allowance, () -> false);
    }

    /** What ffprobe says of a playlist that we wrote; nothing but files below is opened. */
    public Ended probeOwn(String playlist, List<String> show, Path directory, Allowance allowance)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(binaries.ffprobe().toString(), "-v", "error"));
        line.addAll(List.of("-protocol_whitelist", "file", "-format_whitelist", "hls,mov,mp4"));
        line.addAll(show);
        line.add("file:" + playlist);
        return child.run(line, directory, allowance, () -> false);
    }

    public Ended ffmpeg(List<String> arguments, Path directory, Allowance allowance, BooleanSupplier tooMuch)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(binaries.ffmpeg().toString()));
        line.addAll(arguments);
        return child.run(line, directory, allowance, tooMuch);
    }

    public static JsonNode json(Ended ended) throws IOException {
        return JSON.readTree(ended.out());
    }
}
