package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.Address;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.chain.ChainUnavailable;
import io.wetoken.serving.core.Input;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Wallets;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Wallets: the balance is the chain's, the reasons are the store's. */
@RestController
@RequestMapping(path = "/v1/wallets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Wallets")
public class WalletsController {
    private static final int USUAL = 30;
    private static final Logger LOG = LoggerFactory.getLogger(WalletsController.class);

    private final Store store;
    private final Chain chain;
    private final AccountLookup lookup;

    WalletsController(Store store, Chain chain, AccountLookup lookup) {
        this.store = store;
        this.chain = chain;
        this.lookup = lookup;
    }

    @Operation(
            summary = "What an address holds, what it was paid, and for what",
            description =
                    "By address, or by account id from the machine that the site runs on. Who owns an address is published nowhere: an"
                            + " answer never holds an account id, and a lookup by account id is refused (403) to others unless the operator"
                            + " has set serving.accountLookup=open. An address that never was paid has a balance and no entries.")
    @GetMapping("/{account}")
    public WalletView wallet(
            @PathVariable String account,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "30"))
                    @RequestParam
                    Optional<String> limit,
            @Parameter(hidden = true) HttpServletRequest request) {
        int length = Input.limit(limit, USUAL);
        Address address = lookup.addressOf(account, request);
        List<EntryView> entries = store.wallets().entries(address, length).stream()
                .map(this::view)
                .toList();
        List<TransferView> transfers = store.wallets().transfers(address, length).stream()
                .map(TransferView::of)
                .toList();
        try {
            return new WalletView(address.hex(), chain.balance(address).toString(), null, entries, transfers);
        } catch (ChainUnavailable e) {
            LOG.warn("The balance of {} is not known: {}", address, e.forTheLog());
            return new WalletView(address.hex(), null, e.getMessage(), entries, transfers);
        }
    }

    private EntryView view(Wallets.Entry entry) {
        return EntryView.of(
                entry, store.epochs().find(entry.epoch()).map(Epochs.Row::state).orElse(Epochs.State.OPEN));
    }
}
