package io.wetoken.serving.upload;

import io.wetoken.behaviour.AccountId;
import io.wetoken.store.Uploads;
import io.wetoken.store.Uploads.State;
import io.wetoken.store.Uploads.Upload;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import me.desair.tus.server.TusFileUploadService;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.upload.UploadInfo;
import me.desair.tus.server.upload.UuidUploadIdFactory;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files piece by piece by the tus protocol. A whole file is first laid where the workers look, then the upload is QUEUED, then there is a job, and only
 * then tus forgets the pieces: so whatever is cut off in between is done again by the next request for this upload, and a job twice is harmless.
 */
final class Receiving {
    static final String PATH = "/v1/contents";
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final int MOST_UNFINISHED = 20;
    private static final int LOCKED = 423;
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);

    private final TusFileUploadService tus;
    private final UploadSettings settings;
    private final Path directory;
    private final Uploads uploads;
    private final Jobs jobs;
    private final InstantSource clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    Receiving(UploadSettings settings, Path directory, Uploads uploads, Jobs jobs, InstantSource clock)
            throws IOException {
        this.settings = settings;
        this.directory = directory;
        this.uploads = uploads;
        this.jobs = jobs;
        this.clock = clock;
        Path pieces = Files.createDirectories(directory.resolve(".tus"));
        this.tus = new TusFileUploadService()
                .withUploadUri(PATH)
                .withUploadIdFactory(new UuidUploadIdFactory())
                .withStoragePath(pieces.toString())
                .withMaxUploadSize(settings.maxBytes())
                .withUploadExpirationPeriod(LIFETIME.toMillis())
                .disableTusExtension("concatenation");
    }

    /** Begins one. @throws Refusal when there are too many, or no room */
    void create(AccountId owner, Titles titles, HttpServletRequest request, TusAnswer answer) throws IOException {
        long unfinished = uploads.of(owner, Uploads.MAX_LIST).stream()
                .filter(upload -> upload.state() == State.RECEIVING)
                .count();
        if (unfinished >= MOST_UNFINISHED) {
            throw new Refusal(
                    429,
                    "There are " + unfinished + " unfinished uploads, the most is " + MOST_UNFINISHED
                            + "; finish or delete some");
        }
        long length = length(request);
        FileStore disk = Files.getFileStore(directory);
        if (disk.getUsableSpace() - 2 * length < settings.reservedBytes()) {
            throw new Refusal(507, "There is no room for " + length + " bytes at the moment; try again later");
        }
        tus.process(request, answer, owner.value());
        if (answer.getStatus() == HttpServletResponse.SC_CREATED) {
            String location = answer.getHeader("Location");
            String id = location.substring(location.lastIndexOf('/') + 1);
            uploads.create(Upload.begun(id, owner, titles.title(), titles.topic(), length, clock.millis()));
        }
    }

    private long length(HttpServletRequest request) {
        String length = request.getHeader("Upload-Length");
        if (length == null || !length.matches("[1-9][0-9]{0,17}")) {
            throw new Refusal(
                    400, "Upload-Length must be the size of the file in bytes, 1 or more, is '" + length + "'");
        }
        if (Long.parseLong(length) > settings.maxBytes()) {
            throw new Refusal(413, "A file has at most " + settings.maxBytes() + " bytes, this one has " + length);
        }
        return Long.parseLong(length);
    }

    /** HEAD, PATCH or DELETE of one that is being received; one request for it at a time. */
    void go(Upload upload, HttpServletRequest request, TusAnswer answer) throws IOException {
        exclusively(upload.id(), () -> {
            tus.process(request, answer, upload.owner().value());
            return null;
        });
        heal(upload);
    }

    /** Does what was cut off: hands a whole file on; gives up one that has expired or was deleted. @return as it is now */
    Upload heal(Upload upload) throws IOException {
        if (upload.state() != State.RECEIVING && upload.state() != State.QUEUED) {
            return upload;
        }
        return exclusively(upload.id(), () -> {
            Optional<UploadInfo> pieces = pieces(upload);
            if (pieces.isEmpty()) {
                return upload.state() == State.RECEIVING
                        ? change(
                                upload,
                                upload.refused(
                                        "GONE", "The upload was deleted, or not continued for a day.", clock.millis()))
                        : upload;
            }
            return pieces.get().isUploadInProgress() ? upload : handOn(upload);
        });
    }

    private Upload handOn(Upload upload) throws IOException {
        Path file = directory.resolve(upload.id());
        if (!Files.exists(file)) {
            Path whole = Files.createTempFile(directory, ".", ".whole");
            try (InputStream in =
                    tus.getUploadedBytes(uri(upload), upload.owner().value())) {
                Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (TusException e) {
                throw new IOException("The pieces of upload " + upload.id() + " cannot be read: " + e.getMessage(), e);
            } finally {
                Files.deleteIfExists(whole);
            }
        }
        Upload queued =
                upload.state() == State.QUEUED ? upload : change(upload, upload.in(State.QUEUED, clock.millis()));
        try {
            jobs.send(upload.id(), file.getFileName().toString());

            tus.deleteUpload(uri(upload), upload.owner().value());
        } catch (KafkaException e) {
            LOG.error("Upload {} waits for the workers' queue", upload.id(), e);
            throw new Refusal(503, "All bytes are kept, but the workers' queue does not answer; ask again");
        } catch (TusException e) {
            throw new IOException("The pieces of upload " + upload.id() + " cannot be removed: " + e.getMessage(), e);
        }
        return queued;
    }

    /** How much has come; all of it once the file was handed on. */
    long received(Upload upload) throws IOException {
        return upload.state() == State.RECEIVING
                ? pieces(upload).map(UploadInfo::getOffset).orElse(0L)
                : upload.bytes();
    }

    /** The whole file; nobody needs it after the workers' last word. */
    void removeSource(String id) throws IOException {
        Files.deleteIfExists(directory.resolve(id));
    }

    /** Removes what nobody continued for a day. */
    void clean() throws IOException {
        tus.cleanup();
    }

    /** Of two that change it the first wins; what it is then is returned. */
    private Upload change(Upload before, Upload after) {
        return uploads.replace(before, after)
                ? after
                : uploads.find(before.id()).orElseThrow();
    }

    private Optional<UploadInfo> pieces(Upload upload) throws IOException {
        try {
            return Optional.ofNullable(
                            tus.getUploadInfo(uri(upload), upload.owner().value()))
                    .filter(info -> !info.isExpired());
        } catch (TusException e) {
            return Optional.empty();
        }
    }

    private static String uri(Upload upload) {
        return PATH + "/" + upload.id();
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T exclusively(String id, Work<T> work) throws IOException {
        if (!busy.add(id)) {
            throw new Refusal(LOCKED, "Another request for this upload is under way; try again");
        }
        try {
            return work.run();
        } finally {
            busy.remove(id);
        }
    }
}
