package io.wetoken.settlement.chain;

import io.wetoken.contracts.generated.Tips;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/** Gifts, tips and purchases between addresses, by the events of the contract that they are paid through. */
public final class TipEvents {
    private static final String TIPPED = EventEncoder.encode(Tips.TIPPED_EVENT);
    private static final long SECOND_MS = 1_000;

    /** The contract's kinds, in its order. */
    private static final List<String> KINDS = List.of("GIFT", "TIP", "PURCHASE");

    private final RewardChain chain;

    public TipEvents(RewardChain chain) {
        this.chain = chain;
    }

    /**
     * @param kind as events of behaviour call it
     * @param amount base units that left the payer, the fee included
     */
    public record Tip(String tx, String kind, String from, String to, BigInteger amount) {}

    /**
     * The newest believed block whose time is before an instant, or the one before the deployment when there is none; found by halving.
     *
     * @param millis since 1970
     */
    public long lastBefore(long millis) throws IOException {
        long low = Math.max(0, chain.deployment().block() - 1);
        long high = chain.believed();
        while (low < high) {
            long middle = high - (high - low) / 2;
            if (chain.secondsOf(middle) * SECOND_MS < millis) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first of each transaction, from one block to another, both included. */
    public List<Tip> between(long from, long to) throws IOException {
        Map<String, Tip> first = new LinkedHashMap<>();
        for (Log log : chain.logs().between(chain.deployment().tips(), from, to, TIPPED)) {
            first.putIfAbsent(
                    log.getTransactionHash(),
                    new Tip(
                            log.getTransactionHash(),
                            KINDS.get(Numeric.toBigInt(log.getTopics().get(1)).intValueExact()),
                            ChainLogs.address(log, 2),
                            ChainLogs.address(log, 3),
                            Tips.getTippedEventFromLog(log).amount));
        }
        return new ArrayList<>(first.values());
    }
}
