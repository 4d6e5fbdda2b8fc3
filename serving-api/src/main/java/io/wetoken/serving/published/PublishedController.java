package io.wetoken.serving.published;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.Input;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The files of publications, sent as they lie there; none is ever held in memory. */
@RestController
@RequestMapping("/v1/published")
@Tag(name = "Epochs")
public class PublishedController {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Optional<Shelf> shelf;
    private final ChainView chain;

    PublishedController(Optional<Shelf> shelf, Deployment contracts, Optional<String> publicChainUrl) {
        this.shelf = shelf;
        this.chain = new ChainView(contracts.pool(), contracts.chainId(), publicChainUrl.orElse(null));
    }

    /** Where the content ids are committed. */
    public record ChainView(
            @Schema(description = "The RewardPool contract: dataCidOf(uint256) gives a day's content id")
            String contract,

            long chainId,

            @Schema(description = "A node's JSON-RPC that browsers may ask; null when there is none", nullable = true)
            String chainUrl) {}

    @Operation(summary = "Where the chain holds the content ids of what is published")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public ChainView chain() {
        return chain;
    }

    @Operation(
            summary = "A file of what is published of an epoch",
            description =
                    "`index.json` names the others, such as `inputs/activity.csv` and `plan/payouts.csv`, with size, SHA-256 and content id; its"
                            + " own content id is the epoch's `dataCid`. Never changes, so it may be cached for ever, and pages of other sites may"
                            + " read it. Ranges and If-None-Match are understood.")
    @GetMapping("/{cid}/{*path}")
    public ResponseEntity<Resource> file(
            @PathVariable String cid, @PathVariable String path, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        String relative = path.replaceFirst("^/", "");
        Shelf.Item item =
                shelf.isEmpty() ? null : shelf.get().find(cid, relative).orElse(null);
        if (item == null) {
            throw new Absent("There is no published file '" + Input.shown(cid + path) + "'");
        }
        CacheControl cached = CacheControl.maxAge(A_YEAR).cachePublic().immutable();
        if (new ServletWebRequest(request).checkNotModified(item.etag())) {
            return ResponseEntity.status(304)
                    .eTag(item.etag())
                    .cacheControl(cached)
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                    .build();
        }
        return ResponseEntity.ok()
                .eTag(item.etag())
                .cacheControl(cached)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .contentType(MediaType.parseMediaType(
                        relative.endsWith(".json") ? "application/json" : "text/csv;charset=utf-8"))
                .contentLength(Files.size(item.file()))
                .body(new FileSystemResource(item.file()));
    }
}
