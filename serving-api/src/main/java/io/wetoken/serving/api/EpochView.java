package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.store.Epochs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One epoch. What a later step decides is null until then; amounts are decimal text in base units (10^18 = 1 WE). */
public record EpochView(
        @Schema(description = "The UTC day", example = "2026-11-21")
        String date,

        @Schema(description = "The number that the chain knows it by: days since 1970-01-01")
        long epochId,

        Epochs.State state,

        @Schema(description = "Index A in millionths", nullable = true)
        Long indexPpm,

        @Schema(description = "Elasticity E in millionths", nullable = true)
        Long elasticityPpm,

        @Schema(nullable = true) String pool,
        @Schema(nullable = true) String activityPool,
        @Schema(nullable = true) String contributionPool,

        @Schema(description = "What the plan pays out", nullable = true)
        String planned,

        @Schema(description = "What the chain has paid, once it is reconciled", nullable = true)
        String paid,

        @Schema(description = "Kept for a later epoch, because below the smallest payout", nullable = true)
        String deferred,

        @Schema(nullable = true) String carryAfter,
        @Schema(nullable = true) String fundAfter,
        @Schema(nullable = true) Long recipients,

        @Schema(description = "Chunks of " + Chunks.SIZE + " payouts", nullable = true)
        Long chunks,

        @Schema(description = "Merkle root over the chunks", nullable = true)
        String root,

        @Schema(
                description =
                        "The content id of what is published of the epoch: /v1/published/{dataCid}/index.json, where this site carries it",
                nullable = true)
        String dataCid,

        @Schema(description = "Hashes of the epoch's transactions, by step")
        Map<String, String> transactions,

        @Schema(description = "Where to go on") Map<String, String> links) {
    static EpochView of(Epochs.Row row) {
        Details details = new Details(row);
        return new EpochView(
                row.epoch().toString(),
                row.epoch().day(),
                row.state(),
                details.number("indexPpm"),
                details.number("elasticityPpm"),
                details.text("pool"),
                details.text("activityPool"),
                details.text("contributionPool"),
                details.text("planned"),
                details.text("paid"),
                details.text("deferred"),
                details.text("carryAfter"),
                details.text("fundAfter"),
                details.number("recipients"),
                details.number("chunks"),
                details.text("root"),
                details.text("dataCid"),
                details.transactions(),
                links(row.epoch()));
    }

    private static Map<String, String> links(Epoch epoch) {
        String self = "/v1/epochs/" + epoch;
        return new TreeMap<>(Map.of("self", self, "payouts", self + "/payouts", "page", "/epochs/" + epoch));
    }

    /** A page of epochs. */
    public record Page(
            List<EpochView> epochs,

            @Schema(description = "Give it as `before` to read on; null at the end", nullable = true)
            String next) {}

    /** The details that settlement left, by the names of {@link Epochs.Row#details()}. */
    record Details(Epoch epoch, Map<String, String> values) {
        Details(Epochs.Row row) {
            this(row.epoch(), row.details());
        }

        String text(String name) {
            return values.get(name);
        }

        /** @throws IllegalStateException when the store holds something else than a number */
        Long number(String name) {
            String value = values.get(name);
            if (value == null) {
                return null;
            }
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw new IllegalStateException(
                        "Epoch " + epoch + " has " + name + " = '" + value + "', which is no whole number", e);
            }
        }

        Map<String, String> transactions() {
            Map<String, String> hashes = new TreeMap<>();
            values.forEach((name, value) -> {
                if (name.toLowerCase(Locale.ROOT).contains("tx") && value.matches("0x[0-9a-f]{64}")) {
                    hashes.put(name, value);
                }
            });
            return hashes;
        }
    }
}
