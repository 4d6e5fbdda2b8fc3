package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One address: what it holds and what it was paid. */
public record WalletView(
        String address,

        @Schema(
                description =
                        "Base units at the chain's newest block, decimal text; null when the node does not answer",
                nullable = true)
        String balance,

        @Schema(description = "Why there is no balance", nullable = true)
        String balanceProblem,

        @Schema(description = "The newest epochs that paid this address, newest first")
        List<EntryView> entries,

        @Schema(
                description =
                        "The newest confirmed gifts, tips and purchases, made or received; a day's are here once it is reconciled")
        List<TransferView> transfers) {
    public WalletView {
        entries = List.copyOf(entries);
        transfers = List.copyOf(transfers);
    }
}
