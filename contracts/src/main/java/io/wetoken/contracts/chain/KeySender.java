package io.wetoken.contracts.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * The one writer of a key on a chain. It keeps the nonce itself, because asking the node before each transaction repeats nonces; two senders of the same
 * key would collide, in one process or in two. EIP-1559 transactions: twice the base fee, plus the node's suggested tip.
 */
public final class KeySender {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Web3j web3j;
    private final Credentials key;
    private final long chainId;
    private Optional<BigInteger> nextNonce = Optional.empty();

    public KeySender(Web3j web3j, Credentials key, long chainId) {
        this.web3j = web3j;
        this.key = key;
        this.chainId = chainId;
    }

    /** The key's address, lower-case. */
    public String address() {
        return key.getAddress();
    }

    /** Like {@link #send(String, String, BigInteger)} with the gas that the node estimates; refused if it would revert. */
    public String send(String to, String data) throws IOException {
        Transaction call = new Transaction(address(), null, null, null, to, BigInteger.ZERO, data);
        return send(to, data, checked(web3j.ethEstimateGas(call).send()).getAmountUsed());
    }

    /**
     * Signs and sends a transaction with the next nonce. When the connection breaks while the node answers, the transaction counts as sent, for it may
     * have been: {@link #await} tells.
     *
     * @param to the contract, or null to create one
     * @param data {@code 0x…}, e.g. {@code pool.push(…).encodeFunctionCall()}
     * @param gasLimit at most 16,777,216 (EIP-7825)
     * @return the transaction's hash
     * @throws RefusedException if the node did not take it; the nonce is free again
     */
    public synchronized String send(String to, String data, BigInteger gasLimit) throws IOException {
        BigInteger tip = checked(web3j.ethMaxPriorityFeePerGas().send()).getMaxPriorityFeePerGas();
        BigInteger base = checked(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)
                        .send())
                .getBlock()
                .getBaseFeePerGas();
        BigInteger fee = base.shiftLeft(1).add(tip);
        BigInteger nonce = nextNonce.isPresent() ? nextNonce.get() : countedByNode();
        byte[] signed = TransactionEncoder.signMessage(
                RawTransaction.createTransaction(chainId, nonce, gasLimit, to, BigInteger.ZERO, data, tip, fee), key);
        nextNonce = Optional.empty();
        try {
            checked(web3j.ethSendRawTransaction(Numeric.toHexString(signed)).send());
            nextNonce = Optional.of(nonce.add(BigInteger.ONE));
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            // Whether it arrived is unknown. The nonce is asked for anew, and the hash lets the caller find out.
            return Numeric.toHexString(Hash.sha3(signed));
        }
        return Numeric.toHexString(Hash.sha3(signed));
    }

    /** Waits for the receipt, at most {@code limit}. */
    public Outcome await(String hash, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String why = "no receipt after " + limit.toMillis() + " ms";
        while (true) {
            try {
                Optional<TransactionReceipt> receipt =
                        checked(web3j.ethGetTransactionReceipt(hash).send()).getTransactionReceipt();
                if (receipt.isPresent()) {
                    return receipt.get().isStatusOK()
                            ? new Outcome.Confirmed(hash, receipt.get())
                            : new Outcome.Reverted(hash, receipt.get());
                }
            } catch (IOException e) {
                why = "the node did not answer: " + e.getMessage();
            }
            if (System.nanoTime() >= end) {
                return new Outcome.Unknown(hash, why);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private BigInteger countedByNode() throws IOException {
        return checked(web3j.ethGetTransactionCount(address(), DefaultBlockParameterName.PENDING)
                        .send())
                .getTransactionCount();
    }

    private static <T extends Response<?>> T checked(T response) throws RefusedException {
        if (response.hasError()) {
            throw new RefusedException(response.getError().getMessage());
        }
        return response;
    }
}
