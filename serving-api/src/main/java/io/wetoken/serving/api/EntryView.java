package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs;
import io.wetoken.store.Wallets;

/** One address's line of an epoch's breakdown; amounts are decimal text in base units. */
public record EntryView(
        String date,
        String address,

        @Schema(
                description =
                        "PAID: on the chain. PLANNED: decided, not yet paid. DEFERRED: below the smallest payout, kept for a later epoch")
        Status status,

        @Schema(description = "Its place in payouts.csv; null when deferred", nullable = true)
        Integer index,

        @Schema(description = "For being active (PoA)") String activity,

        @Schema(description = "As owner of a space where others were active")
        String owner,

        @Schema(description = "For being active in others' spaces")
        String contributor,

        @Schema(description = "For content that others valued (PoC)")
        String contribution,

        @Schema(description = "For having spread others' content")
        String disseminator,

        @Schema(description = "Brought forward from earlier epochs")
        String deferred,

        String total,

        @Schema(description = "Where the proof is; null when deferred", nullable = true)
        String proof) {
    /** How far the money is. */
    public enum Status {
        PLANNED,
        PAID,
        DEFERRED
    }

    static EntryView of(Wallets.Entry entry, Epochs.State state) {
        boolean deferred = entry.index() < 0;
        Epoch epoch = entry.epoch();
        return new EntryView(
                epoch.toString(),
                entry.address().hex(),
                status(deferred, state),
                deferred ? null : entry.index(),
                entry.activity().toString(),
                entry.owner().toString(),
                entry.contributor().toString(),
                entry.contribution().toString(),
                entry.disseminator().toString(),
                entry.deferred().toString(),
                entry.total().toString(),
                deferred ? null : "/v1/epochs/" + epoch + "/proofs/" + entry.address());
    }

    private static Status status(boolean deferred, Epochs.State state) {
        if (deferred) {
            return Status.DEFERRED;
        }
        return state.compareTo(Epochs.State.PAID) >= 0 ? Status.PAID : Status.PLANNED;
    }
}
