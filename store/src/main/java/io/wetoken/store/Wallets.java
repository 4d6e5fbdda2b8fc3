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

    /**
     * Gives everything that is bound to one account to another name, as an erasure does: its address, and what that is derived from. Again, and for an account that
     * was never bound, it changes nothing.
     *
     * @throws IllegalStateException when {@code to} has another address
     */
    void rename(AccountId from, AccountId to);

    /** The accounts that have an address, in the order of the bytes of their ids (UTF-8), behind {@code after}; at most {@link #MAX_PAGE}. */
    List<AccountId> accounts(Optional<AccountId> after, int limit);

    /** The most that {@link #accounts} gives at once. */
    int MAX_PAGE = 1_000;

    /** What the addresses of accounts are derived from, for those of whom it is kept. Once it is, it never changes. */
    void keepSalts(Map<AccountId, Salt> salts);

    /** What is kept of each; of whom nothing is, absent. */
    Map<AccountId, Salt> salts(Collection<AccountId> accounts);

    /** Whether anything is. */
    boolean keepsSalts();

    /** @param hex {@code 0x} and 64 lower-case hex digits: what an account's address is derived from, in place of its name */
    record Salt(String hex) {
        public Salt {
            if (!hex.matches("0x[0-9a-f]{64}")) {
                throw new IllegalArgumentException("A salt is 0x and 64 lower-case hex digits, not '" + hex + "'");
            }
        }
    }

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
