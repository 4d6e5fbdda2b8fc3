package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.chain.ChainUnavailable;
import io.wetoken.store.Store;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a supervisor asks. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
public class StateController {
    private final Store store;
    private final Chain chain;

    StateController(Store store, Chain chain) {
        this.store = store;
        this.chain = chain;
    }

    @Operation(summary = "Whether the process lives")
    @GetMapping("/health")
    public Map<String, String> health() {
        return Map.of("status", "UP");
    }

    @Operation(
            summary = "Whether it can answer",
            description =
                    "200 when the store answers, 503 otherwise. Without the chain only balances are missing, so it is named and does not decide.")
    @GetMapping("/ready")
    public Ready ready() {
        store.metrics().newest();
        try {
            return new Ready("UP", "UP", chain.height(), null);
        } catch (ChainUnavailable e) {
            return new Ready("UP", "DOWN", null, e.getMessage());
        }
    }

    /** The parts, each UP or DOWN. */
    public record Ready(
            String status,
            String chain,

            @Schema(description = "The newest block", nullable = true)
            Long block,

            @Schema(nullable = true) String chainProblem) {}
}
