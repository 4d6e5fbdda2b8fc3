package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TokenAmount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which address is whose, and what each address was paid for. The balance itself is the chain's. */
public interface Wallets {
    /**
     * Never changes an account's address. Binding again what is bound changes nothing; when it throws, other pairs of the same call may be bound.
     *
     * @throws IllegalStateException when the account or the address is taken by another
     */
    void bind(Map<AccountId, Address> addresses);

    Optional<Address> addressOf(AccountId account);

    Optional<AccountId> accountOf(Address address);

    void putEntries(Collection<Entry> entries);

    /** Newest epoch first. */
    List<Entry> entries(Address address, int limit);

    Optional<Entry> entry(Address address, Epoch epoch);

    /** Putting again what is there changes nothing. */
    void putTransfers(Collection<Transfer> transfers);

    /** Those that an address made or received: newest epoch first, within it by transaction. */
    List<Transfer> transfers(Address address, int limit);

    /**
     * A gift, tip or purchase that the chain confirmed.
     *
     * @param epoch of its block
     * @param tx {@code 0x} and 64 hex digits in lower case; it has one transfer only
     * @param kind GIFT, TIP or PURCHASE
     * @param amount that left the payer, the fee included
     */
    record Transfer(Epoch epoch, String tx, String kind, Address from, Address to, TokenAmount amount) {}

    /**
     * One account's line of an epoch's breakdown.
     *
     * @param index its place in payouts.csv, or -1 when the total was deferred
     * @param deferred brought forward from earlier epochs
     */
    record Entry(
            Address address,
            Epoch epoch,
            int index,
            TokenAmount activity,
            TokenAmount owner,
            TokenAmount contributor,
            TokenAmount contribution,
            TokenAmount disseminator,
            TokenAmount deferred,
            TokenAmount total) {}
}
