package io.wetoken.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.cid.ContentIds;
import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.MasterPlaylist;
import io.wetoken.media.core.Reason;
import io.wetoken.media.core.Refusal;
import io.wetoken.media.core.Storyboard;
import io.wetoken.media.worker.Processor;
import io.wetoken.media.worker.UploadJob;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Publishes uploads in one library, each by the content id of its file: whoever uploads the same once more gets what is there. */
final class LibraryProcessor implements Processor {
    private static final String ATTEMPTS = ".attempts";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path media;
    private final Path uploads;
    private final Transcoder transcoder;

    LibraryProcessor(Path media, Path uploads, Transcoder transcoder) {
        this.media = media;
        this.uploads = uploads;
        this.transcoder = transcoder;
    }

    @Override
    public int begin(UploadJob job) throws IOException {
        Workplace.clear(media, job.upload());
        int number = attempts(job) + 1;
        write(job, number);
        return number;
    }

    @Override
    public void giveBack(UploadJob job) throws IOException {
        write(job, Math.max(0, attempts(job) - 1));
    }

    @Override
    public void end(UploadJob job) throws IOException {
        Files.deleteIfExists(counter(job));
    }

    @Override
    public JsonNode process(UploadJob job, int attempt) throws Refusal, IOException, InterruptedException {
        Path file = inside(job);
        String source = transcoder.sourceId(file);
        Path target = media.resolve(source);
        if (!Files.exists(target.resolve(Transcoder.METADATA))) {
            try {
                transcoder.run(file, target, job.upload());
            } catch (FileAlreadyExistsException e) {
                if (!Files.exists(target.resolve(Transcoder.METADATA))) {
                    throw e;
                }
                // Another upload of the same file was faster.
            }
        }
        return describe(target);
    }

    /** The same whether it was made now or long ago. Paths are below the library. */
    private ObjectNode describe(Path target) throws IOException {
        String directory = target.getFileName().toString();
        ObjectNode json = JSON.createObjectNode();
        json.put("cid", ContentIds.ofDirectory(target).cid());
        JsonNode metadata = JSON.readTree(Files.readAllBytes(target.resolve(Transcoder.METADATA)));
        for (String field : new String[] {"durationMs", "width", "height", "framesPerSecond", "silent", "renditions"}) {
            json.set(field, metadata.path(field));
        }
        json.put("sourceCid", directory);
        json.put("directory", directory);
        json.put("master", directory + "/" + MasterPlaylist.NAME);
        json.put("poster", directory + "/" + EncodeLine.POSTER);
        json.put("storyboard", directory + "/" + Storyboard.TIMES);
        return json;
    }

    private Path inside(UploadJob job) throws Refusal, IOException {
        Path wanted = uploads.resolve(job.file()).normalize();
        Path parent;
        try {
            parent = wanted.getParent().toRealPath();
        } catch (NoSuchFileException e) {
            throw new Refusal(Reason.NOT_A_FILE, "There is no such file.", job.file(), e);
        }
        if (!parent.startsWith(uploads.toRealPath())) {
            throw new Refusal(Reason.NOT_A_FILE, "There is no such upload.", job.file() + " is not below " + uploads);
        }
        return parent.resolve(wanted.getFileName());
    }

    private Path counter(UploadJob job) {
        return media.resolve(ATTEMPTS).resolve(job.upload());
    }

    private int attempts(UploadJob job) throws IOException {
        try {
            String text = Files.readString(counter(job)).strip();
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private void write(UploadJob job, int number) throws IOException {
        Files.createDirectories(counter(job).getParent());
        Files.writeString(counter(job), Integer.toString(number));
    }
}
