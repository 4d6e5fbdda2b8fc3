package io.wetoken.media;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.media.child.Allowance;
import io.wetoken.media.child.Ended;
import io.wetoken.media.child.Tools;
import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.MasterPlaylist;
import io.wetoken.media.core.MediaPlaylist;
import io.wetoken.media.core.Rung;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at a result as a player will, before anybody else does. What fails here is our fault, so it is an {@link IOException}. */
final class Verification {
    private static final double SAME = 0.002;

    private final Tools tools;
    private final Path directory;
    private final Allowance allowance;

    Verification(Tools tools, Path directory, Allowance allowance) {
        this.tools = tools;
        this.directory = directory;
        this.allowance = allowance;
    }

    /** Every file that a playlist names is there, in every rendition for the same times, and each segment begins with a key frame. */
    void renditions(Map<Rung, MediaPlaylist> playlists) throws IOException, InterruptedException {
        List<Double> starts = null;
        for (Map.Entry<Rung, MediaPlaylist> rendition : playlists.entrySet()) {
            String name = rendition.getKey().directory();
            files(name, rendition.getValue());
            List<Double> own = rendition.getValue().starts();
            if (starts != null && !same(starts, own)) {
                throw new IOException(
                        "The segments of " + name + " begin at " + own + ", those of the others at " + starts);
            }
            starts = own;
            keyFrames(name, own);
        }
    }

    void files(String name, MediaPlaylist playlist) throws IOException {
        List<String> names = new ArrayList<>(List.of(playlist.init()));
        playlist.segments().forEach(segment -> names.add(segment.name()));
        for (String file : names) {
            Path path = directory.resolve(name).resolve(file);
            if (!Files.isRegularFile(path) || Files.size(path) == 0) {
                throw new IOException("The playlist of " + name + " names " + file + ", which is missing or empty");
            }
        }
    }

    private void keyFrames(String name, List<Double> starts) throws IOException, InterruptedException {
        Ended ended = tools.probeOwn(
                name + "/" + EncodeLine.PLAYLIST,
                List.of("-select_streams", "v:0", "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0"),
                directory,
                allowance);
        List<Double> keys = new ArrayList<>();
        double first = Double.NaN;
        for (String line : ended.out().lines().toList()) {
            String[] fields = line.split(",", -1);
            double at = Double.parseDouble(fields[0]);
            if (Double.isNaN(first)) {
                first = at;
            }
            if (fields[1].startsWith("K")) {
                keys.add(at - first);
            }
        }
        int key = 0;
        for (double start : starts) {
            while (key < keys.size() && keys.get(key) < start - SAME) {
                key++;
            }
            if (key == keys.size() || keys.get(key) > start + SAME) {
                throw new IOException("The segment of " + name + " at " + start
                        + " s begins without a key frame; status " + ended.status() + ", " + ended.errors());
            }
        }
    }

    /** A player's first steps: the master playlist, and through it the first rendition. */
    void master(Rung expected) throws IOException, InterruptedException {
        Ended ended = tools.probeOwn(
                MasterPlaylist.NAME,
                List.of("-show_entries", "stream=codec_type,width,height", "-print_format", "json"),
                directory,
                allowance);
        boolean found = false;
        if (ended.status() == 0) {
            for (JsonNode stream : Tools.json(ended).path("streams")) {
                found |= stream.path("width").asInt() == expected.width()
                        && stream.path("height").asInt() == expected.height();
            }
        }
        if (!found) {
            throw new IOException("The master playlist does not lead to " + expected + ": status " + ended.status()
                    + ", " + ended.errors() + ", " + ended.out());
        }
    }

    private static boolean same(List<Double> left, List<Double> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (Math.abs(left.get(i) - right.get(i)) > SAME) {
                return false;
            }
        }
        return true;
    }
}
