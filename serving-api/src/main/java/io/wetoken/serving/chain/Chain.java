package io.wetoken.serving.chain;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.TokenAmount;

/** The chain as the site reads it. Thread-safe; every call asks the node. */
public interface Chain extends AutoCloseable {
    /** WeToken held by the address at the newest block. */
    TokenAmount balance(Address address) throws ChainUnavailable;

    /** The newest block's number, to see whether the node answers. */
    long height() throws ChainUnavailable;

    @Override
    void close();
}
