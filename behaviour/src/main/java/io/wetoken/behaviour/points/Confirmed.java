package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.signal.Deeds;
import java.io.Serializable;

/** Which transfers the chain has confirmed: {@link ConfirmedTransfers}, or {@link #NONE} where nobody asked the chain. */
@FunctionalInterface
public interface Confirmed extends Serializable {
    Confirmed NONE = (payer, transfer) -> false;

    /** Whether {@code transfer.tx} is a confirmed transfer from this payer to this owner; a transaction confirms one payer's one transfer only. */
    boolean test(AccountId payer, Deeds.Transfer transfer);
}
