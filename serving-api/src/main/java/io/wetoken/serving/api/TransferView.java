package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.store.Wallets;

/** A gift, tip or purchase that an address made or received and the chain confirmed. */
public record TransferView(
        @Schema(description = "The UTC day of its block") String date,
        String tx,
        @Schema(description = "GIFT, TIP or PURCHASE") String kind,
        String from,
        String to,

        @Schema(description = "Base units that left the payer, the fee included; decimal text")
        String amount) {
    static TransferView of(Wallets.Transfer transfer) {
        return new TransferView(
                transfer.epoch().toString(),
                transfer.tx(),
                transfer.kind(),
                transfer.from().hex(),
                transfer.to().hex(),
                transfer.amount().toString());
    }
}
