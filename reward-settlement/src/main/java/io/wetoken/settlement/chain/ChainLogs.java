package io.wetoken.settlement.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/** The events of a deployment's contracts, read page by page, since nodes give those of so many blocks at once and no more. */
final class ChainLogs {
    /** A topic that may be anything. */
    static final String ANY = "";

    private static final int HEX_WORD = 64;
    private static final int HEX_ADDRESS = 40;

    private final RewardChain chain;
    private final long pageBlocks;

    /** @param pageBlocks of how many blocks one call asks */
    ChainLogs(RewardChain chain, long pageBlocks) {
        this.chain = chain;
        this.pageBlocks = pageBlocks;
    }

    /** Those of a contract with these topics that are believed; the last page is open if the newest block is, for the chain goes on meanwhile. */
    List<Log> all(String contract, String... topics) throws IOException {
        long first = chain.deployment().block();
        long head = chain.believed();
        if (chain.depth() > 0) {
            return between(contract, first, head, topics);
        }
        long open = first + Math.max(0, head - first) / pageBlocks * pageBlocks;
        List<Log> logs = between(contract, first, open - 1, topics);
        logs.addAll(page(contract, open, DefaultBlockParameterName.LATEST, topics));
        return logs;
    }

    /** Those from one block to another, both included; none when the first is after the last. */
    List<Log> between(String contract, long first, long last, String... topics) throws IOException {
        List<Log> logs = new ArrayList<>();
        for (long from = first; from <= last; from += pageBlocks) {
            logs.addAll(page(contract, from, block(Math.min(from + pageBlocks - 1, last)), topics));
        }
        return logs;
    }

    private List<Log> page(String contract, long from, DefaultBlockParameter to, String... topics) throws IOException {
        EthFilter filter = new EthFilter(block(from), to, contract);
        for (String topic : topics) {
            if (topic.equals(ANY)) {
                filter.addNullTopic();
            } else {
                filter.addSingleTopic(topic);
            }
        }
        List<Log> logs = new ArrayList<>();
        for (EthLog.LogResult<?> result :
                chain.answer(chain.web3j().ethGetLogs(filter).send()).getLogs()) {
            logs.add((Log) result.get());
        }
        return logs;
    }

    private static DefaultBlockParameter block(long number) {
        return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
    }

    static boolean is(Log log, String contract, String event) {
        return log.getAddress().equalsIgnoreCase(contract)
                && log.getTopics().get(0).equals(event);
    }

    /** The address in one of a log's topics, lower-case. */
    static String address(Log log, int topic) {
        String word = log.getTopics().get(topic);
        return "0x" + word.substring(word.length() - HEX_ADDRESS);
    }

    /** A number as a topic. */
    static String word(BigInteger value) {
        return Numeric.toHexStringWithPrefixZeroPadded(value, HEX_WORD);
    }
}
