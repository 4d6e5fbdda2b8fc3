package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;

/** An address belongs to one account and an account has one address, for ever. */
final class Conflicts {
    private Conflicts() {}

    /** What an upload is known by never changes. */
    static void sameUpload(Uploads.Upload before, Uploads.Upload after) {
        if (!before.id().equals(after.id())
                || !before.owner().equals(after.owner())
                || before.createdAt() != after.createdAt()) {
            throw new IllegalArgumentException("Upload " + before.id() + " of " + before.owner() + " cannot become "
                    + after.id() + " of " + after.owner());
        }
    }

    /** @throws IllegalStateException when the owner is not the one who asks */
    static void address(Address address, AccountId owner, AccountId asking) {
        if (!owner.equals(asking)) {
            throw new IllegalStateException(
                    "Cannot bind account " + asking + ": address " + address + " belongs to account " + owner);
        }
    }

    /** @throws IllegalStateException when the account has another address */
    static void account(AccountId account, Address has, Address asked) {
        if (!has.equals(asked)) {
            throw new IllegalStateException(
                    "Cannot bind account " + account + " to " + asked + ": its address is " + has);
        }
    }
}
