package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.Epoch;
import io.wetoken.serving.core.Input;
import io.wetoken.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The epochs and what each one pays. */
@RestController
@RequestMapping(path = "/v1/epochs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Epochs")
public class EpochsController {
    private static final int USUAL = 30;

    private final Store store;
    private final EpochReader reader;
    private final AccountLookup lookup;

    EpochsController(Store store, EpochReader reader, AccountLookup lookup) {
        this.lookup = lookup;
        this.store = store;
        this.reader = reader;
    }

    @Operation(summary = "The epochs, newest first")
    @GetMapping
    public EpochView.Page epochs(
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "400", defaultValue = "30"))
                    @RequestParam
                    Optional<String> limit,
            @Parameter(description = "Only epochs before this date", example = "2026-11-21") @RequestParam
                    Optional<String> before) {
        int length = Input.epochs(limit, USUAL);
        List<EpochView> page = store.epochs().newest(before.map(Input::epoch), length + 1).stream()
                .map(EpochView::of)
                .toList();
        boolean more = page.size() > length;
        return new EpochView.Page(
                more ? page.subList(0, length) : page,
                more ? page.get(length - 1).date() : null);
    }

    @Operation(summary = "One epoch: its state, index, elasticity, pools, root and transactions")
    @GetMapping("/{date}")
    public EpochView epoch(@Parameter(example = "2026-11-21") @PathVariable String date) {
        return EpochView.of(reader.row(Input.epoch(date)));
    }

    @Operation(
            summary = "What an epoch pays, in the order of payouts.csv",
            description = "Decoded from the chunks that the chain is given. Empty before the epoch begins to pay.")
    @GetMapping("/{date}/payouts")
    public PayoutView.Page payouts(
            @PathVariable String date,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "30"))
                    @RequestParam
                    Optional<String> limit,
            @Parameter(description = "Only payouts after this index", schema = @Schema(type = "integer", minimum = "0"))
                    @RequestParam
                    Optional<String> after) {
        int length = Input.limit(limit, USUAL);
        int first = Input.number("after", after, -1, 0, 999_999_999) + 1;
        return reader.payouts(Input.epoch(date), first, length);
    }

    @Operation(
            summary = "What one account was paid in an epoch, and for what",
            description =
                    "By address, or by account id from the machine that the site runs on. Who owns an address is published nowhere: an"
                            + " answer never holds an account id, and a lookup by account id is refused (403) to others unless the operator"
                            + " has set serving.accountLookup=open.")
    @GetMapping("/{date}/accounts/{account}")
    public EntryView account(
            @PathVariable String date,
            @PathVariable String account,
            @Parameter(hidden = true) HttpServletRequest request) {
        Epoch epoch = Input.epoch(date);
        reader.row(epoch);
        return reader.entry(epoch, lookup.addressOf(account, request), account);
    }

    @Operation(
            summary = "The Merkle proof of one payout",
            description = "Everything needed to check the payout against the root that the chain holds: leaf ="
                    + " keccak256(keccak256(abi.encode(epochId, chunk, keccak256(packed)))), then climb by `proof`, hashing neighbours as"
                    + " sorted pairs. Read the root from the chain, not from here.")
    @GetMapping("/{date}/proofs/{address}")
    public ProofView proof(@PathVariable String date, @PathVariable String address) {
        return reader.proof(Input.epoch(date), Input.address(address));
    }
}
