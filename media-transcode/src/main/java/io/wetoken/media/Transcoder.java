package io.wetoken.media;

import io.wetoken.behaviour.cid.ContentIds;
import io.wetoken.media.child.Allowance;
import io.wetoken.media.child.Tools;
import io.wetoken.media.core.CodecName;
import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.Ladder;
import io.wetoken.media.core.Limits;
import io.wetoken.media.core.MasterPlaylist;
import io.wetoken.media.core.MediaPlaylist;
import io.wetoken.media.core.Reason;
import io.wetoken.media.core.Refusal;
import io.wetoken.media.core.Rung;
import io.wetoken.media.core.Source;
import io.wetoken.media.core.Storyboard;
import io.wetoken.media.core.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One upload to one published directory: probe, listen, encode, describe, verify, publish. Either all of it is there, or nothing. */
final class Transcoder {
    static final String METADATA = "metadata.json";
    /** A clip that ends this much before its container says so was cut off. */
    private static final double CUT_OFF_SECONDS = 2;

    private static final double CUT_OFF_PART = 0.1;
    private static final double NANOS = 1e9;

    private final Tools tools;
    private final Limits limits;
    private final int processors;
    private final LongSupplier nanos;

    /**
     * @param processors how many a job may keep busy
     * @param nanos a clock for durations
     */
    Transcoder(Tools tools, Limits limits, int processors, LongSupplier nanos) {
        this.tools = tools;
        this.limits = limits;
        this.processors = processors;
        this.nanos = nanos;
    }

    /**
     * @param target the directory that will exist; it may be there, empty
     * @param owner part of the name of what a killed process leaves
     * @throws Refusal where the upload is at fault
     * @throws java.nio.file.FileAlreadyExistsException where the target is taken
     */
    Result run(Path file, Path target, String owner) throws Refusal, IOException, InterruptedException {
        long began = nanos.getAsLong();
        Upload upload = Uploads.check(file, limits);
        try (Workplace place = Workplace.beside(target, owner)) {
            Encoding encoding = new Encoding(tools, limits, upload, place);
            Source probed = encoding.probe();
            List<Rung> rungs = Ladder.of(probed);
            EncodeLine line = new EncodeLine(probed, rungs, limits, processors).loudness(encoding.measure(probed));
            encoding.encode(probed, rungs, line);
            Result result = describe(probed, rungs, place.directory(), ContentIds.ofFile(file));
            String cid = ContentIds.ofDirectory(place.directory()).cid();
            place.publish();
            return new Result(
                    target,
                    cid,
                    result.sourceCid(),
                    result.durationMs(),
                    result.width(),
                    result.height(),
                    result.framesPerSecond(),
                    result.silent(),
                    result.renditions(),
                    (nanos.getAsLong() - began) / NANOS,
                    encoding.cpuSeconds());
        }
    }

    /** What the same upload has, whoever sends it, found before anything is decoded. */
    String sourceId(Path file) throws Refusal, IOException {
        Uploads.check(file, limits);
        return ContentIds.ofFile(file);
    }

    /** Writes what ffmpeg did not, having looked at what it did. */
    private Result describe(Source source, List<Rung> rungs, Path directory, String sourceCid)
            throws Refusal, IOException, InterruptedException {
        Verification verification = new Verification(
                tools,
                directory,
                new Allowance(
                        limits.cpuSeconds((double) limits.seconds()),
                        limits.memoryBytes(),
                        1 << 20,
                        Duration.ofMinutes(10)));
        Map<Rung, MediaPlaylist> playlists = new LinkedHashMap<>();
        for (Rung rung : rungs) {
            playlists.put(rung, playlist(directory, rung.directory()));
        }
        verification.renditions(playlists);
        double seconds = playlists.get(rungs.get(0)).seconds();
        Optional<MasterPlaylist.Stream> audio = Optional.empty();
        double longest = seconds;
        if (!source.silent()) {
            MediaPlaylist sound = playlist(directory, EncodeLine.AUDIO);
            verification.files(EncodeLine.AUDIO, sound);
            longest = Math.max(longest, sound.seconds());
            audio = Optional.of(stream(directory, EncodeLine.AUDIO, sound, true));
        }
        checkLength(source, longest);
        List<MasterPlaylist.Variant> variants = new ArrayList<>();
        for (Rung rung : rungs) {
            variants.add(new MasterPlaylist.Variant(
                    rung,
                    stream(directory, rung.directory(), playlists.get(rung), false),
                    source.rate().perSecond()));
        }
        Files.writeString(directory.resolve(MasterPlaylist.NAME), MasterPlaylist.write(variants, audio));
        verification.master(rungs.get(0));
        Files.writeString(
                directory.resolve(Storyboard.TIMES), Storyboard.of(source).times(seconds));
        List<Result.Rendition> renditions = new ArrayList<>();
        for (MasterPlaylist.Variant variant : variants) {
            renditions.add(new Result.Rendition(
                    variant.rung(),
                    MasterPlaylist.bandwidth(variant, audio),
                    MasterPlaylist.averageBandwidth(variant, audio),
                    variant.videoOnly().codec()
                            + audio.map(sound -> "," + sound.codec()).orElse("")));
        }
        Result result = new Result(
                directory,
                "",
                sourceCid,
                Math.round(seconds * 1_000),
                source.width(),
                source.height(),
                source.rate().perSecond(),
                source.silent(),
                renditions,
                0,
                0);
        Files.writeString(
                directory.resolve(METADATA),
                Reports.metadata(
                        source, result, ContentIds.ofDirectory(directory).files()));
        return result;
    }

    private static MediaPlaylist playlist(Path directory, String of) throws IOException {
        Path file = directory.resolve(of).resolve(EncodeLine.PLAYLIST);
        List<String> lines = MediaPlaylist.repaired(Files.readAllLines(file));
        Files.writeString(file, String.join("\n", lines) + "\n");
        return MediaPlaylist.read(lines);
    }

    private static MasterPlaylist.Stream stream(Path directory, String of, MediaPlaylist playlist, boolean sound)
            throws IOException {
        Path home = directory.resolve(of);
        List<Long> bytes = new ArrayList<>();
        for (MediaPlaylist.Segment segment : playlist.segments()) {
            bytes.add(Files.size(home.resolve(segment.name())));
        }
        byte[] init = Files.readAllBytes(home.resolve(playlist.init()));
        return new MasterPlaylist.Stream(
                playlist.peakBits(bytes),
                playlist.averageBits(bytes),
                sound ? CodecName.audio(init) : CodecName.video(init));
    }

    /** What the container claims was checked before; this is what there was. */
    private void checkLength(Source source, double seconds) throws Refusal {
        if (seconds > limits.seconds()) {
            throw new Refusal(
                    Reason.TOO_LONG, "The video is too long: more than " + limits.seconds() + " s are not possible.");
        }
        double claimed = source.seconds().orElse(seconds);
        if (seconds < claimed - Math.max(CUT_OFF_SECONDS, claimed * CUT_OFF_PART)) {
            throw new Refusal(
                    Reason.DAMAGED,
                    String.format(
                            Locale.ROOT, "The file is damaged: it ends after %.1f of %.1f seconds.", seconds, claimed));
        }
    }
}
