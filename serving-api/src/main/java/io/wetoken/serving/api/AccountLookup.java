package io.wetoken.serving.api;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.core.Refused;
import io.wetoken.serving.identity.Callers;
import io.wetoken.store.Wallets;
import jakarta.servlet.http.HttpServletRequest;

/**
 * From what a caller writes to an address. Whoever may look up account ids can learn who owns which address, one id after the other, so by default only
 * this machine may, and a proxy on it speaks for others.
 */
public final class AccountLookup {
    private final Wallets wallets;
    private final Allowed allowed;

    /** Who may look up account ids. */
    public enum Allowed {
        NOBODY,
        THIS_MACHINE,
        EVERYBODY
    }

    public AccountLookup(Wallets wallets, Allowed allowed) {
        this.wallets = wallets;
        this.allowed = allowed;
    }

    /**
     * An address as it is, or the address of a known account.
     *
     * @throws Refused for an account id from somebody who may not look it up, whether there is such an account or not
     */
    Address addressOf(String accountOrAddress, HttpServletRequest request) {
        if (Input.isAddress(accountOrAddress)) {
            return Input.address(accountOrAddress);
        }
        if (!mayAsk(request)) {
            throw new Refused(
                    "Accounts are not looked up here, for who owns an address is published nowhere; ask by the address,"
                            + " which is 0x and 40 hex digits");
        }
        AccountId account = Input.account(accountOrAddress);
        return wallets.addressOf(account)
                .orElseThrow(() ->
                        new Absent("There is no account '" + account + "', and an address is 0x and 40 hex digits"));
    }

    private boolean mayAsk(HttpServletRequest request) {
        return switch (allowed) {
            case EVERYBODY -> true;
            case THIS_MACHINE -> !Callers.passedOn(request);
            case NOBODY -> false;
        };
    }
}
