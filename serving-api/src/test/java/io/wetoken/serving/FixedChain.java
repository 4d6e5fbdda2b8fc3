package io.wetoken.serving;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.chain.ChainUnavailable;
import java.math.BigInteger;

/** A chain where everybody holds 5 base units, until it is away. */
final class FixedChain implements Chain {
    volatile boolean away;

    @Override
    public TokenAmount balance(Address address) throws ChainUnavailable {
        answer();
        return new TokenAmount(BigInteger.valueOf(5));
    }

    @Override
    public long height() throws ChainUnavailable {
        answer();
        return 7;
    }

    private void answer() throws ChainUnavailable {
        if (away) {
            throw new ChainUnavailable("The node does not answer", "The node at node:1 does not answer: away");
        }
    }

    @Override
    public void close() {}
}
