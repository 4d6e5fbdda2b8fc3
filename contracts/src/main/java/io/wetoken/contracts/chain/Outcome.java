package io.wetoken.contracts.chain;

import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** What became of a transaction that was sent. */
public sealed interface Outcome {
    /** keccak256 of the signed transaction, {@code 0x…}. */
    String hash();

    /** It is in a block and did what it should. */
    record Confirmed(String hash, TransactionReceipt receipt) implements Outcome {}

    /** It is in a block and changed nothing but the nonce. */
    record Reverted(String hash, TransactionReceipt receipt) implements Outcome {}

    /** No receipt yet: it may still be mined, now or later. Ask the chain for the effect before sending anything again. */
    record Unknown(String hash, String why) implements Outcome {}
}
