package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A payout with all that is needed to check it against the chain; byte strings are {@code 0x} and lower-case hex. */
public record ProofView(
        String date,

        @Schema(description = "Days since 1970-01-01, as the contract counts epochs")
        long epochId,

        String address,
        @Schema(description = "Base units, decimal text") String amount,

        @Schema(description = "Its place in payouts.csv, from 0")
        int index,

        @Schema(description = "The chunk that holds it, from 0")
        int chunk,

        @Schema(description = "Its place in that chunk, from 0")
        int indexInChunk,

        @Schema(description = "The whole chunk: address (20 bytes) and amount (uint96) of each payout")
        String packed,

        @Schema(description = "Merkle siblings, leaf first") List<String> proof,
        String leaf,

        @Schema(
                description =
                        "The root as the store knows it, null before the commitment; do not rely on it, ask the chain",
                nullable = true)
        String root,

        @Schema(description = "The RewardPool contract, which holds the root")
        String contract,

        long chainId,

        @Schema(
                description =
                        "A node's JSON-RPC that browsers may ask; null when there is none: ask a node of your own",
                nullable = true)
        String chainUrl) {
    public ProofView {
        proof = List.copyOf(proof);
    }
}
