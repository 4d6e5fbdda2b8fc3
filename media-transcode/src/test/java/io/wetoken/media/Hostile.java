package io.wetoken.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Uploads that nobody sends by mistake, each a file in a directory, by what it tries. */
final class Hostile {
    private static final long SEED = 8_216;
    private static final int LARGE = 4 << 20;

    /** Matroska: the element, and that eight bytes follow. */
    private static final byte[] DURATION = {0x44, (byte) 0x89, (byte) 0x88};

    private final Path dir;
    private final URI server;
    private final Path secret;
    private final Map<String, Path> files = new LinkedHashMap<>();

    /**
     * @param server where a fetch would be noticed
     * @param secret a good clip that no upload may lead to
     */
    private Hostile(Path dir, URI server, Path secret) {
        this.dir = dir;
        this.server = server;
        this.secret = secret;
    }

    static Map<String, Path> all(Path dir, URI server, Path secret) throws IOException {
        Hostile hostile = new Hostile(dir, server, secret);
        hostile.whatLeadsElsewhere();
        hostile.whatIsSomethingElse();
        hostile.whatBeginsLikeAVideo();
        hostile.whatIsCut();
        hostile.whatClaimsTooMuch();
        hostile.whatHasNoPictures();
        return hostile.files;
    }

    private void whatLeadsElsewhere() throws IOException {
        for (String at : new String[] {server + "/clip.mp4", "file://" + secret, secret.toString(), "file:" + secret}) {
            String kind = at.startsWith("http")
                    ? "server"
                    : at.startsWith("file://") ? "URL" : at.startsWith("file:") ? "protocol" : "path";
            text(
                    "playlist to a " + kind,
                    "mp4",
                    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + at + "\n#EXT-X-ENDLIST\n");
            text("concat script to a " + kind, "mp4", "ffconcat version 1.0\nfile '" + at + "'\n");
        }
        text("playlist of playlists", "mp4", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + server + "/v.m3u8\n");
        text("playlist named as a stream", "ts", "#EXTM3U\n#EXTINF:2,\n" + server + "/a.ts\n");
        text(
                "playlist with a key",
                "mov",
                "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"" + server + "/key\"\n#EXTINF:2,\na.ts\n");
        text("playlist with a map", "mkv", "#EXTM3U\n#EXT-X-MAP:URI=\"" + server + "/init.mp4\"\n#EXTINF:2,\na.m4s\n");
        text("playlist of data", "mp4", "#EXTM3U\n#EXTINF:2,\ndata:video/mp4;base64,AAAA\n#EXT-X-ENDLIST\n");
        text(
                "playlist of nested protocols",
                "avi",
                "#EXTM3U\n#EXTINF:2,\nconcat:file:" + secret + "|" + server + "/x\n");
        text("subtitles of a file", "avi", "[Script Info]\nVideo File: " + secret + "\n");
        text("data URL", "mp4", "data:video/mp4;base64,AAAAIGZ0eXBpc29t");
        text("file URL", "mp4", "file://" + secret);
        text("http URL", "mp4", server + "/clip.mp4");
        text(
                "picture that loads",
                "mp4",
                "<svg xmlns='http://www.w3.org/2000/svg'><image href='" + server + "/x.png'/></svg>");
        text("page", "mp4", "<!DOCTYPE html><video src='" + server + "/clip.mp4'></video>");
        text(
                "DASH manifest",
                "mp4",
                "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static'><BaseURL>" + server
                        + "/</BaseURL></MPD>");
        text(
                "session description",
                "mp4",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video " + server.getPort()
                        + " RTP/AVP 96\n");
        text("smooth streaming", "mp4", "RTSPtext\nrtsp://127.0.0.1:" + server.getPort() + "/\n");
        Files.createSymbolicLink(file("link to a clip", "mp4"), secret);
        Files.createSymbolicLink(file("link to a device", "mp4"), Path.of("/dev/zero"));
        files.put("directory", Files.createDirectory(dir.resolve("directory.mp4")));
        files.put("nothing", dir.resolve("missing.mp4"));
        files.put("device", Path.of("/dev/zero"));
    }

    private void whatIsSomethingElse() throws IOException {
        text("no bytes", "mp4", "");
        text("one byte", "mp4", "x");
        text("prose", "mp4", "It was a dark and stormy night.\n".repeat(1_000));
        byte[] noise = new byte[LARGE];
        new Random(SEED).nextBytes(noise);
        bytes("noise", "mp4", noise);
        bytes("zeros", "ts", new byte[LARGE]);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(secret));
        }
        bytes("packed clip", "mp4", packed.toByteArray());
        Bundled.clip(
                file("still", "mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64",
                "-frames:v",
                "1",
                "-f",
                "image2",
                "-c:v",
                "png");
        Bundled.clip(file("animation", "mp4"), "-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-f", "gif");
        text("$(touch pwned); `touch pwned` && touch pwned | %d %s\n'\"\\", "mp4", "#EXTM3U\n" + server + "\n");
        text("-version", "mp4", "ffconcat version 1.0\n");
    }

    private void whatIsCut() throws IOException {
        byte[] clip = Files.readAllBytes(secret);
        int moov = find(clip, "moov");
        int mdat = find(clip, "mdat");
        bytes("cut within the index", "mp4", Arrays.copyOf(clip, (moov + mdat) / 2));
        bytes("cut within the pictures", "mp4", Arrays.copyOf(clip, mdat + (clip.length - mdat) / 2));
        bytes("cut behind the index", "mp4", Arrays.copyOf(clip, mdat));
        byte[] huge = clip.clone();
        ByteBuffer.wrap(huge).putInt(find(clip, "stsz") + 12, Integer.MAX_VALUE);
        bytes("table larger than memory", "mp4", huge);
        byte[] broken = clip.clone();
        Random random = new Random(SEED);
        for (int i = mdat + 4; i < broken.length; i += 50) {
            broken[i] = (byte) random.nextInt();
        }
        bytes("pictures overwritten with noise", "mp4", broken);
        ByteBuffer nested = ByteBuffer.allocate(200_000);
        nested.putInt(16).put("ftypisom".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        while (nested.remaining() >= 8) {
            nested.putInt(nested.remaining()).put("moov".getBytes(StandardCharsets.US_ASCII));
        }
        bytes("boxes in boxes", "mp4", nested.array());
        byte[] mkv = Files.readAllBytes(
                Bundled.clip(dir.resolve("whole.mkv"), "-f", "lavfi", "-i", "testsrc2=s=64x64:d=4", "-c:v", "mpeg4"));
        Files.delete(dir.resolve("whole.mkv"));
        bytes("half of a Matroska file", "mkv", Arrays.copyOf(mkv, mkv.length / 2));
        bytes("head of a Matroska file and zeros", "mkv", Arrays.copyOf(Arrays.copyOf(mkv, 600), LARGE));
    }

    private void whatClaimsTooMuch() throws IOException {
        Bundled.clip(
                file("huge pictures", "avi"),
                "-f",
                "lavfi",
                "-i",
                "color=s=9000x5000",
                "-frames:v",
                "1",
                "-c:v",
                "mjpeg",
                "-strict",
                "-1");
        Bundled.clip(
                file("longer than an upload may be", "flv"),
                "-f",
                "lavfi",
                "-i",
                "color=s=32x32:r=1",
                "-t",
                "1900",
                "-c:v",
                "flv");
        Bundled.clip(
                file("a stream without an end", "mkv"),
                "-f",
                "lavfi",
                "-i",
                "color=s=32x32:r=1",
                "-t",
                "1900",
                "-c:v",
                "mpeg4",
                "-f",
                "matroska",
                "-live",
                "1");
        byte[] claims = Files.readAllBytes(
                Bundled.clip(dir.resolve("claims.mkv"), "-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-c:v", "mpeg4"));
        Files.delete(dir.resolve("claims.mkv"));
        int duration = find(claims, new String(DURATION, StandardCharsets.ISO_8859_1));
        ByteBuffer.wrap(claims).putDouble(duration + 3, 1e15);
        bytes("claims to last for ages", "mkv", claims);
        Bundled.clip(file("a strip", "mkv"), "-f", "lavfi", "-i", "color=s=2000x16:d=1", "-c:v", "mpeg4");
        Bundled.clip(file("a few pixels", "mkv"), "-f", "lavfi", "-i", "color=s=8x8:d=1", "-c:v", "mpeg4");
    }

    /** Past the first look, which knows only the head of a file. */
    private void whatBeginsLikeAVideo() throws IOException {
        String box = "\0\0\0\24ftypisom\0\0\0\0isom";
        String packets = ("G" + "#".repeat(187)).repeat(20);
        text("playlist behind a box", "mp4", box + "\n#EXTM3U\n#EXTINF:2,\n" + server + "/a.ts\n");
        text("concat script behind a box", "mp4", box + "\nffconcat version 1.0\nfile '" + secret + "'\n");
        text("box that goes on for ever", "mp4", "\0\0\0\0mdat" + server);
        text("packets of nothing", "ts", packets);
        text("playlist in packets", "ts", packets.replace("G#", "G\n#EXTM3U\n" + server + "\n"));
        text("empty film", "avi", "RIFFxxxxAVI LIST" + "x".repeat(5_000));
        text("empty tags", "flv", "FLV\1\5\0\0\0\11\0\0\0\0" + "\11xxx".repeat(500));
        bytes("document of another kind", "mkv", new byte[] {
            0x1a, 0x45, (byte) 0xdf, (byte) 0xa3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
        });
    }

    private void whatHasNoPictures() throws IOException {
        Bundled.clip(file("only sound", "mp4"), "-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac");
        Bundled.clip(file("sound of its own kind", "mp4"), "-f", "lavfi", "-i", "sine=d=1", "-f", "wav");
        Path still = Bundled.clip(dir.resolve("cover.png"), "-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1");
        Bundled.clip(
                file("sound with a cover", "mp4"),
                "-f",
                "lavfi",
                "-i",
                "sine=d=1",
                "-i",
                "file:" + still,
                "-map",
                "0",
                "-map",
                "1",
                "-c:a",
                "aac",
                "-c:v",
                "copy",
                "-disposition:v:0",
                "attached_pic");
        Files.delete(still);
        Bundled.clip(
                file("a decoder that nobody looks after", "mkv"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:d=1",
                "-c:v",
                "ffv1");
    }

    private Path file(String what, String extension) {
        Path file = dir.resolve(what + "." + extension);
        files.put(what, file);
        return file;
    }

    private void text(String what, String extension, String content) throws IOException {
        Files.writeString(file(what, extension), content);
    }

    private void bytes(String what, String extension, byte[] content) throws IOException {
        Files.write(file(what, extension), content);
    }

    private static int find(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        if (at < 0) {
            throw new IllegalStateException("The clip has no " + text);
        }
        return at;
    }
}
