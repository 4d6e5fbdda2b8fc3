package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.serving.SiteSettings;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a page needs to know of the deployment. */
@RestController
@Tag(name = "Operations")
public class SiteController {
    private final SiteView view;

    SiteController(SiteSettings settings) {
        this.view = new SiteView(settings.collectorUrl().orElse(null), settings.signedBehaviour());
    }

    /** What browsers need to send behaviour. */
    public record SiteView(
            @Schema(
                    description = "Where behaviour is sent, POST /v1/events; null when this site names none",
                    nullable = true)
            String collector,

            @Schema(description = "Whether it asks for the account's token, Authorization: Bearer")
            boolean signed) {}

    @Operation(summary = "Where a page sends behaviour")
    @GetMapping(path = "/v1/site", produces = MediaType.APPLICATION_JSON_VALUE)
    public SiteView site() {
        return view;
    }
}
