package io.wetoken.settlement.chain;

import io.wetoken.store.Outbox.Lease;
import java.io.IOException;

/** Another process writes with the key. Nothing is wrong: it does the work, or its lease runs out. */
public final class LeaseHeld extends IOException {
    private static final long serialVersionUID = 1L;

    LeaseHeld(String key, Lease lease) {
        super("the lease of the key " + key + " to end, which " + lease.holder() + " holds until " + lease.until());
    }
}
