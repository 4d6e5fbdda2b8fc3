package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.store.Epochs;
import java.util.List;

/** One payout of an epoch. */
public record PayoutView(
        @Schema(description = "Its place in payouts.csv, from 0")
        int index,

        String address,
        @Schema(description = "Base units, decimal text") String amount) {
    /** A page of payouts, in index order. */
    public record Page(
            String date,
            Epochs.State state,

            @Schema(description = "How many the epoch has in all")
            long total,

            List<PayoutView> payouts,

            @Schema(description = "Give it as `after` to read on; null at the end", nullable = true)
            Integer next) {}
}
