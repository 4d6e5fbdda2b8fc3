package io.wetoken.serving.media;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.Input;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Playlists, segments and pictures. Ranges are Spring's. */
@RestController
@Tag(name = "Media")
public class MediaController {
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Map<String, String> TYPES = Map.of(
            "m3u8", "application/vnd.apple.mpegurl",
            "m4s", "video/mp4",
            "mp4", "video/mp4",
            "vtt", "text/vtt;charset=utf-8",
            "jpg", "image/jpeg",
            "png", "image/png",
            "json", "application/json");

    private final Optional<Library> library;

    MediaController(Optional<Library> library) {
        this.library = library;
    }

    @Operation(
            summary = "A file of a published clip",
            description =
                    "Never changes, so it may be cached for ever; the ETag is the content id of its bytes. Ranges, If-Range and If-None-Match are"
                            + " understood.")
    @GetMapping("/media/{directory}/{*path}")
    public ResponseEntity<Resource> file(
            @PathVariable String directory,
            @PathVariable String path,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        String relative = path.replaceFirst("^/", "");
        Library.Item item = library.isEmpty()
                ? null
                : library.get().find(directory, relative).orElse(null);
        if (item == null) {
            throw new Absent("There is no published file '" + Input.shown(directory + path) + "'");
        }
        if (new ServletWebRequest(request).checkNotModified(item.etag())) {
            return ResponseEntity.status(304)
                    .eTag(item.etag())
                    .cacheControl(cached())
                    .build();
        }
        long length = Files.size(item.file());
        return ResponseEntity.ok()
                .eTag(item.etag())
                .cacheControl(cached())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .contentType(type(relative))
                .contentLength(length)
                .body(
                        wantsWhole(request, item.etag())
                                ? new InputStreamResource(Files.newInputStream(item.file()))
                                : new FileSystemResource(item.file()));
    }

    /** If-Range names other bytes than these: then a range of these would be put beside parts of those. */
    private static boolean wantsWhole(HttpServletRequest request, String etag) {
        String only = request.getHeader(HttpHeaders.IF_RANGE);
        return only != null && !only.equals(etag);
    }

    private static CacheControl cached() {
        return CacheControl.maxAge(A_YEAR).cachePublic().immutable();
    }

    private static MediaType type(String path) {
        return MediaType.parseMediaType(
                TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream"));
    }
}
