package io.wetoken.serving.upload;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.identity.Tokens.Token;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Uploads;
import io.wetoken.store.Uploads.State;
import io.wetoken.store.Uploads.Upload;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Uploads, from the first byte to the published clip. The id of an upload is the id of the content that comes of it. */
@RestController
@Tag(name = "Uploads")
public class UploadsController {
    private static final int USUAL = 30;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Uploads uploads;
    private final Who who;
    private final Optional<Receiving> receiving;
    private final Publishing publishing;

    UploadsController(Uploads uploads, Who who, Optional<Receiving> receiving, Publishing publishing) {
        this.uploads = uploads;
        this.who = who;
        this.receiving = receiving;
        this.publishing = publishing;
    }

    /** Where an upload stands; times in ms since 1970. */
    public record UploadView(
            String id,
            String title,
            String topic,

            @Schema(description = "RECEIVING, QUEUED, PROCESSING, READY, REFUSED or PUBLISHED")
            State state,

            @Schema(description = "Of a refusal, a word") String reason,

            @Schema(description = "Of a refusal, for people")
            String message,

            long receivedBytes,
            long bytes,
            long durationMs,

            @Schema(description = "Of the poster, once it is ready", nullable = true)
            String poster,

            long createdAt,
            long changedAt) {}

    /** Newest first. */
    public record UploadsView(List<UploadView> uploads) {}

    @Operation(
            summary = "Begins an upload (tus 1.0, creation)",
            description =
                    "Upload-Length, and Upload-Metadata with title (or filename) and topic. Location is where its bytes go by PATCH; HEAD says how"
                            + " many have come. Checksums (sha1, sha256 …), expiration after a day, termination by DELETE.")
    @PostMapping("/v1/contents")
    public void create(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Token token = who.requireToken(request);
        TusAnswer answer = new TusAnswer(response);
        open().create(
                        token.account(),
                        Titles.of(request.getHeader("Upload-Metadata")),
                        new TusRequest(request),
                        answer);
        answer.throwRefusal();
    }

    @Operation(summary = "The bytes of an upload, by the tus protocol")
    @RequestMapping(
            path = "/v1/contents/{id}",
            method = {RequestMethod.HEAD, RequestMethod.PATCH, RequestMethod.DELETE})
    public void bytes(
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Upload upload = open().heal(mine(id, request));
        boolean asks = request.getMethod().equals("HEAD");
        if (upload.state() != State.RECEIVING) {
            if (!asks || upload.state() == State.REFUSED) {
                throw new Refusal(
                        asks ? 410 : 409, "Upload " + id + " is " + upload.state() + " and takes no more bytes");
            }
            response.setHeader("Tus-Resumable", "1.0.0");
            response.setHeader("Upload-Offset", Long.toString(upload.bytes()));
            response.setHeader("Upload-Length", Long.toString(upload.bytes()));
            response.setHeader("Cache-Control", "no-store");
            return;
        }
        if (request.getMethod().equals("PATCH") && beyond(upload, request)) {
            throw new Refusal(
                    413, "Upload " + id + " has " + upload.bytes() + " bytes in all, this piece would end after them");
        }
        TusAnswer answer = new TusAnswer(response);
        open().go(upload, new TusRequest(request), answer);
        answer.throwRefusal();
    }

    /** A piece says how long it is, so that no endless one fills the disk. */
    private static boolean beyond(Upload upload, HttpServletRequest request) {
        if (request.getContentLengthLong() < 0) {
            throw new Refusal(411, "A piece needs a Content-Length");
        }
        String offset = request.getHeader("Upload-Offset");
        return offset != null
                && offset.matches("[0-9]{1,18}")
                && Long.parseLong(offset) + request.getContentLengthLong() > upload.bytes();
    }

    @Operation(summary = "Where an upload stands")
    @GetMapping(path = "/v1/contents/{id}/upload", produces = MediaType.APPLICATION_JSON_VALUE)
    public UploadView upload(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        return view(open().heal(mine(id, request)));
    }

    @Operation(summary = "The caller's uploads, newest first")
    @GetMapping(path = "/v1/uploads", produces = MediaType.APPLICATION_JSON_VALUE)
    public UploadsView uploads(
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "30"))
                    @RequestParam
                    Optional<String> limit,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        List<UploadView> views = new ArrayList<>();
        for (Upload upload : uploads.of(who.require(request), Input.limit(limit, USUAL))) {
            views.add(view(upload));
        }
        return new UploadsView(views);
    }

    @Operation(
            summary = "Publishes what is READY",
            description =
                    "Its RELEASE goes into the stream, and it may be shown to everybody. May be repeated. 409 before it is ready, 503 while no"
                            + " collector answers.")
    @PostMapping(path = "/v1/contents/{id}/publish", produces = MediaType.APPLICATION_JSON_VALUE)
    public UploadView publish(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        Token token = who.requireToken(request);
        return view(publishing.publish(mine(id, request), token));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal e) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(e.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e.status().value() == 503) {
            answer.header("Retry-After", "5");
        }
        return answer.header("Tus-Resumable", "1.0.0")
                .body(ProblemDetail.forStatusAndDetail(e.status(), e.getMessage()));
    }

    /** Another's is as good as none. */
    private Upload mine(String id, HttpServletRequest request) {
        var account = who.require(request);
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(uploads::find)
                .filter(upload -> upload.owner().equals(account))
                .orElseThrow(() -> new Absent("You have no upload '" + Input.shown(id) + "'"));
    }

    private Receiving open() {
        return receiving.orElseThrow(() -> new Refusal(503, "This site takes no uploads"));
    }

    private UploadView view(Upload upload) throws IOException {
        boolean shown = upload.state() == State.READY || upload.state() == State.PUBLISHED;
        return new UploadView(
                upload.id(),
                upload.title(),
                upload.topic(),
                upload.state(),
                upload.reason(),
                upload.message(),
                receiving.isPresent() ? receiving.get().received(upload) : 0,
                upload.bytes(),
                upload.durationMs(),
                shown ? "/media/" + upload.directory() + "/poster.jpg" : null,
                upload.createdAt(),
                upload.changedAt());
    }
}
