package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.chain.ChainUnavailable;
import io.wetoken.serving.feed.CurrentModel;
import io.wetoken.serving.feed.ReadAhead;
import io.wetoken.serving.feed.ServedLog;
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

    private final CurrentModel model;
    private final ServedLog served;
    private final ReadAhead ahead;

    StateController(Store store, Chain chain, CurrentModel model, ServedLog served, ReadAhead ahead) {
        this.store = store;
        this.chain = chain;
        this.model = model;
        this.served = served;
        this.ahead = ahead;
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
            return ready("UP", chain.height(), null);
        } catch (ChainUnavailable e) {
            return ready("DOWN", null, e.getMessage());
        }
    }

    private Ready ready(String chainState, Long block, String chainProblem) {
        return new Ready(
                "UP",
                chainState,
                block,
                chainProblem,
                model.version().orElse(null),
                model.problem().orElse(null),
                served.lost(),
                ahead.left());
    }

    /** The parts, each UP or DOWN. */
    public record Ready(
            String status,
            String chain,

            @Schema(description = "The newest block", nullable = true)
            Long block,

            @Schema(nullable = true) String chainProblem,

            @Schema(description = "The model that ranks feeds", nullable = true)
            String model,

            @Schema(description = "Why the current model is not that one", nullable = true)
            String modelProblem,

            @Schema(description = "Pages that were shown since the start, and hidings, that could not be logged")
            long servedPagesLost,

            @Schema(
                    description =
                            "Clips of the model that are still to be read; until then some pages wait for the store. -1 before the first model")
            long clipsToReadAhead) {}
}
