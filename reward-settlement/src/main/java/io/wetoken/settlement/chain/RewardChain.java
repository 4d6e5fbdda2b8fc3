package io.wetoken.settlement.chain;

import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.generated.RewardRedirects;
import io.wetoken.contracts.generated.WeToken;
import io.wetoken.contracts.merkle.Payment;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tuples.generated.Tuple6;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** One deployment of the contracts, read only, by one thread. Days are UTC day numbers, amounts base units. */
public final class RewardChain implements AutoCloseable {
    private static final String TRANSFER = EventEncoder.encode(WeToken.TRANSFER_EVENT);
    private static final String CHUNK_PAID = EventEncoder.encode(RewardPool.CHUNKPAID_EVENT);
    private static final String COMMITTED = EventEncoder.encode(RewardPool.EPOCHCOMMITTED_EVENT);
    private static final String APPROVED = EventEncoder.encode(RewardPool.EPOCHAPPROVED_EVENT);
    private static final String BOUGHT_BACK = EventEncoder.encode(IncentiveFund.BOUGHTBACK_EVENT);
    private static final String REDIRECTED = EventEncoder.encode(RewardRedirects.REDIRECTED_EVENT);
    private static final String REFILLED = EventEncoder.encode(IncentiveFund.REFILLED_EVENT);
    /** web3j's own; nothing is polled. */
    private static final long POLLING_MILLIS = 15_000;

    private static final String NOBODY = "0x" + "0".repeat(40);

    private final String url;
    private final Web3j web3j;
    private final Deployment deployment;
    private final int depth;
    private final RewardPool pool;
    private final IncentiveFund fund;
    private final WeToken token;
    private final ChainLogs logs;

    private RewardChain(String url, Web3j web3j, Deployment deployment, long logBlocks, int depth) {
        this.url = url;
        this.web3j = web3j;
        this.deployment = deployment;
        this.depth = depth;
        ReadonlyTransactionManager reader = new ReadonlyTransactionManager(web3j, NOBODY);
        DefaultGasProvider gas = new DefaultGasProvider();
        this.pool = RewardPool.load(deployment.pool(), web3j, reader, gas);
        this.fund = IncentiveFund.load(deployment.fund(), web3j, reader, gas);
        this.token = WeToken.load(deployment.token(), web3j, reader, gas);
        this.logs = new ChainLogs(this, logBlocks);
    }

    /**
     * @param logBlocks of how many blocks one call asks for logs; nodes refuse too many
     * @param depth how many blocks must follow the one that is believed: everything is read as it was that many blocks ago, so that a chain that drops its
     *     newest blocks takes nothing back that somebody has relied on
     * @throws ChainException when nobody answers at {@code url}, or it is another chain than the contracts are on
     */
    public static RewardChain connect(String url, Deployment deployment, long logBlocks, int depth) throws IOException {
        // Threads of our own, which nothing uses: web3j's register with the JVM's shutdown, again at each connection,
        // and fail once it has begun.
        Web3j web3j = Web3j.build(new HttpService(url), POLLING_MILLIS, Executors.newScheduledThreadPool(0));
        RewardChain chain = new RewardChain(url, web3j, deployment, logBlocks, depth);
        try {
            long chainId = chain.answer(web3j.ethChainId().send()).getChainId().longValueExact();
            if (chainId != deployment.chainId()) {
                throw new ChainException("The node at " + url + " is of chain " + chainId
                        + ", the contracts are on chain " + deployment.chainId() + "; correct chain.url");
            }
            if (chain.answer(web3j.ethGetCode(deployment.pool(), DefaultBlockParameterName.LATEST)
                                    .send())
                            .getCode()
                            .length()
                    <= 2) {
                throw new ChainException("There is no reward pool at " + deployment.pool() + " on the chain at " + url
                        + "; deploy the contracts or correct chain.contracts");
            }
            return chain;
        } catch (IOException e) {
            web3j.shutdown();
            throw e instanceof ChainException
                    ? e
                    : new ChainException("No node answers at " + url + " (chain.url): " + e.getMessage(), e);
        }
    }

    public Deployment deployment() {
        return deployment;
    }

    /** What a unit of gas costs now, in wei. */
    public BigInteger gasPrice() throws IOException {
        return answer(web3j.ethGasPrice().send()).getGasPrice();
    }

    public Optional<Commitment> commitment(long day) throws IOException {
        Tuple6<byte[], BigInteger, BigInteger, BigInteger, Boolean, BigInteger> epoch = epoch(day);
        return epoch.component5()
                ? Optional.of(new Commitment(
                        Commitment.hex(epoch.component1()),
                        epoch.component2(),
                        epoch.component4().intValueExact()))
                : Optional.empty();
    }

    /** The content id, {@code 0x} and its bytes in hex, that a day was committed with; {@code 0x} when it is not committed. */
    public String dataCid(long day) throws IOException {
        return Commitment.hex(ask(pool.dataCidOf(BigInteger.valueOf(day))));
    }

    /** From when a committed day may be pushed, in seconds since 1970. */
    public long opensAt(long day) throws IOException {
        return epoch(day).component6().longValueExact();
    }

    /** The chain's clock as the next block would have it, in seconds since 1970. */
    public long now() throws IOException {
        return answer(web3j.ethGetBlockByNumber(DefaultBlockParameterName.PENDING, false)
                        .send())
                .getBlock()
                .getTimestamp()
                .longValueExact();
    }

    /** What an approver of a day's plan names: {@code 0x} and 64 hex digits. */
    public String planOf(long day, Commitment commitment, String dataCid) throws IOException {
        return Commitment.hex(ask(pool.planOf(
                BigInteger.valueOf(day),
                Commitment.bytes(commitment.root()),
                commitment.total(),
                BigInteger.valueOf(commitment.chunks()),
                Commitment.bytes(dataCid))));
    }

    /** The plan that is approved for a day and not yet committed or taken back; zero if none is. */
    public String approvedPlan(long day) throws IOException {
        return Commitment.hex(ask(pool.approvedPlan(BigInteger.valueOf(day))));
    }

    /** Whether a commitment of this day was vetoed. */
    public boolean vetoed(long day) throws IOException {
        return ask(pool.vetoed(BigInteger.valueOf(day)));
    }

    public boolean isPaused() throws IOException {
        return ask(pool.paused());
    }

    /** The most that a day may pay. */
    public BigInteger epochCap() throws IOException {
        return ask(pool.epochCap());
    }

    public boolean isApprover(String address) throws IOException {
        return ask(pool.hasRole(ask(pool.APPROVER_ROLE()), address));
    }

    /** Whether the pool would take this signature for this plan of a day. */
    public boolean wouldApprove(long day, String plan, String approver, String signature) throws IOException {
        String data = pool.approveEpochBySignature(
                        BigInteger.valueOf(day), Commitment.bytes(plan), approver, Commitment.bytes(signature))
                .encodeFunctionCall();
        EthCall answer = web3j.ethCall(
                        Transaction.createEthCallTransaction(NOBODY, deployment.pool(), data),
                        DefaultBlockParameterName.LATEST)
                .send();
        return !answer.isReverted() && answer(answer) != null;
    }

    /** Who approved a day last: an address. */
    public Optional<String> approver(long day) throws IOException {
        return logs.all(deployment.pool(), APPROVED, ChainLogs.word(BigInteger.valueOf(day))).stream()
                .reduce((earlier, later) -> later)
                .map(log -> ChainLogs.address(log, 2));
    }

    /** What advertisers gave by {@code fundWith} on the days after {@code after}, up to and with {@code until}. */
    public BigInteger boughtBack(long after, long until) throws IOException {
        BigInteger sum = BigInteger.ZERO;
        for (Log log : logs.all(deployment.fund(), BOUGHT_BACK)) {
            long day = Numeric.toBigInt(log.getTopics().get(1)).longValueExact();
            if (day > after && day <= until) {
                sum = sum.add(Numeric.toBigInt(log.getData()));
            }
        }
        return sum;
    }

    /** Where accounts wanted their rewards at a block: their address, and the other. Who wanted them at the account itself is not in it. */
    public Map<String, String> redirects(long block) throws IOException {
        Map<String, String> redirects = new TreeMap<>();
        for (Log log : logs.all(deployment.rewardRedirects(), REDIRECTED)) {
            if (log.getBlockNumber().longValueExact() <= block) {
                redirects.put(ChainLogs.address(log, 1), ChainLogs.address(log, 2));
            }
        }
        redirects.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        return redirects;
    }

    /** Whether it is anvil, where ether costs nothing and nothing is at stake. */
    public boolean isDevelopment() throws IOException {
        return answer(web3j.web3ClientVersion().send()).getWeb3ClientVersion().startsWith("anvil/");
    }

    /** What the chunks of an epoch have paid. */
    public BigInteger paid(long day) throws IOException {
        return epoch(day).component3();
    }

    public boolean isPaid(long day, int chunk) throws IOException {
        return ask(pool.isPaid(BigInteger.valueOf(day), BigInteger.valueOf(chunk)));
    }

    /** The smallest day that may still be committed. */
    public long nextEpoch() throws IOException {
        return ask(pool.nextEpoch()).longValueExact();
    }

    /** The smallest day that may still be refilled. */
    public long nextRefill() throws IOException {
        return ask(fund.nextEpoch()).longValueExact();
    }

    public BigInteger refilled(long day) throws IOException {
        return ask(fund.refilled(BigInteger.valueOf(day)));
    }

    public BigInteger poolBalance() throws IOException {
        return balance(deployment.pool());
    }

    public BigInteger fundBalance() throws IOException {
        return balance(deployment.fund());
    }

    /** What the fund held of its own before it was refilled for a day, or for any later one: without what others sent to it, of which the rule does not know. */
    public BigInteger fundBefore(long day) throws IOException {
        BigInteger before = fundBalance().subtract(givenToFund());
        for (Log log : logs.all(deployment.fund(), REFILLED)) {
            if (Numeric.toBigInt(log.getTopics().get(1)).longValueExact() >= day) {
                before = before.add(Numeric.toBigInt(log.getData()));
            }
        }
        return before;
    }

    public BigInteger balance(String address) throws IOException {
        return ask(token.balanceOf(address));
    }

    public BigInteger reserved() throws IOException {
        return ask(pool.reserved());
    }

    /** The transaction that refilled the pool for a day. */
    public Optional<String> refillTransaction(long day) throws IOException {
        return transaction(deployment.fund(), REFILLED, day);
    }

    /** The transaction that approved a day last. */
    public Optional<String> approvalTransaction(long day) throws IOException {
        return logs.all(deployment.pool(), APPROVED, ChainLogs.word(BigInteger.valueOf(day))).stream()
                .map(Log::getTransactionHash)
                .reduce((earlier, later) -> later);
    }

    /** The transaction that committed a day. */
    public Optional<String> commitTransaction(long day) throws IOException {
        return transaction(deployment.pool(), COMMITTED, day);
    }

    private Optional<String> transaction(String contract, String event, long day) throws IOException {
        return logs.all(contract, event, ChainLogs.word(BigInteger.valueOf(day))).stream()
                .map(Log::getTransactionHash)
                .findFirst();
    }

    /** The transactions that paid an epoch's chunks, by chunk; a chunk that was not paid is absent. */
    public Map<Integer, String> chunkTransactions(long day) throws IOException {
        Map<Integer, String> transactions = new TreeMap<>();
        for (Log log : logs.all(deployment.pool(), CHUNK_PAID, ChainLogs.word(BigInteger.valueOf(day)))) {
            transactions.put(chunkOf(log), log.getTransactionHash());
        }
        return transactions;
    }

    /** What a transaction transferred when it paid a chunk, in order, by the token's own events. */
    public List<Payment> transfers(String transaction, long day, int chunk) throws IOException {
        TransactionReceipt receipt = answer(
                        web3j.ethGetTransactionReceipt(transaction).send())
                .getTransactionReceipt()
                .orElseThrow(() -> new ChainException("The chain has no receipt of " + transaction));
        List<Payment> transfers = new ArrayList<>();
        for (Log log : receipt.getLogs()) {
            if (ChainLogs.is(log, deployment.token(), TRANSFER)
                    && ChainLogs.address(log, 1).equals(deployment.pool())) {
                transfers.add(new Payment(ChainLogs.address(log, 2), Numeric.toBigInt(log.getData())));
            } else if (ChainLogs.is(log, deployment.pool(), CHUNK_PAID)) {
                if (Numeric.toBigInt(log.getTopics().get(1)).longValueExact() == day && chunkOf(log) == chunk) {
                    return transfers;
                }
                transfers.clear();
            }
        }
        throw new ChainException("Transaction " + transaction + " did not pay chunk " + chunk + " of day " + day);
    }

    /**
     * What a mined transaction cost.
     *
     * @param gas that it used
     * @param wei for it
     */
    public record Cost(BigInteger gas, BigInteger wei) {}

    public Cost cost(String transaction) throws IOException {
        TransactionReceipt receipt = answer(
                        web3j.ethGetTransactionReceipt(transaction).send())
                .getTransactionReceipt()
                .orElseThrow(() -> new ChainException("The chain has no receipt of " + transaction));
        BigInteger price = Numeric.decodeQuantity(receipt.getEffectiveGasPrice());
        return new Cost(receipt.getGasUsed(), receipt.getGasUsed().multiply(price));
    }

    /** What others than the platform sent to the pool without {@code fundWith}; the rule does not know of it. */
    public BigInteger givenToPool() throws IOException {
        return received(deployment.pool(), deployment.fund()).subtract(boughtBack(-1, Long.MAX_VALUE));
    }

    /** What others sent to the fund after the supply was minted. */
    public BigInteger givenToFund() throws IOException {
        return received(deployment.fund(), NOBODY);
    }

    @Override
    public void close() {
        web3j.shutdown();
    }

    Web3j web3j() {
        return web3j;
    }

    /** When something is asked about. */
    enum Moment {
        /** As it was {@code depth} blocks ago. */
        BELIEVED,
        /** With the newest block. */
        NEWEST,
        /** With what waits at the node. */
        WAITING
    }

    /** How many transactions an address has sent. */
    long transactions(String address, Moment moment) throws IOException {
        DefaultBlockParameter block = switch (moment) {
            case BELIEVED ->
                depth == 0
                        ? DefaultBlockParameterName.LATEST
                        : DefaultBlockParameter.valueOf(BigInteger.valueOf(believed()));
            case NEWEST -> DefaultBlockParameterName.LATEST;
            case WAITING -> DefaultBlockParameterName.PENDING;
        };
        return answer(web3j.ethGetTransactionCount(address, block).send())
                .getTransactionCount()
                .longValueExact();
    }

    /** Is a transaction known to the node, mined or waiting? */
    boolean isKnown(String transaction) throws IOException {
        return answer(web3j.ethGetTransactionByHash(transaction).send())
                .getTransaction()
                .isPresent();
    }

    Optional<TransactionReceipt> receipt(String transaction) throws IOException {
        return answer(web3j.ethGetTransactionReceipt(transaction).send()).getTransactionReceipt();
    }

    BigInteger suggestedTip() throws IOException {
        return answer(web3j.ethMaxPriorityFeePerGas().send()).getMaxPriorityFeePerGas();
    }

    /** Of the newest block. */
    BigInteger baseFee() throws IOException {
        return answer(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)
                        .send())
                .getBlock()
                .getBaseFeePerGas();
    }

    /** How many blocks must follow the one that is believed. */
    int depth() {
        return depth;
    }

    ChainLogs logs() {
        return logs;
    }

    RewardPool pool() {
        return pool;
    }

    IncentiveFund fund() {
        return fund;
    }

    private Tuple6<byte[], BigInteger, BigInteger, BigInteger, Boolean, BigInteger> epoch(long day) throws IOException {
        return ask(pool.epochOf(BigInteger.valueOf(day)));
    }

    private BigInteger received(String by, String butFrom) throws IOException {
        BigInteger sum = BigInteger.ZERO;
        for (Log log : logs.all(deployment.token(), TRANSFER, ChainLogs.ANY, ChainLogs.word(Numeric.toBigInt(by)))) {
            if (!ChainLogs.address(log, 1).equals(butFrom)) {
                sum = sum.add(Numeric.toBigInt(log.getData()));
            }
        }
        return sum;
    }

    /** The newest block that is believed. */
    public long believed() throws IOException {
        return Math.max(
                0, answer(web3j.ethBlockNumber().send()).getBlockNumber().longValueExact() - depth);
    }

    /** A block's time, in seconds since 1970. */
    long secondsOf(long block) throws IOException {
        EthBlock.Block found = answer(
                        web3j.ethGetBlockByNumber(DefaultBlockParameter.valueOf(BigInteger.valueOf(block)), false)
                                .send())
                .getBlock();
        if (found == null) {
            throw new ChainException("The node at " + url + " has no block " + block);
        }
        return found.getTimestamp().longValueExact();
    }

    private static int chunkOf(Log log) {
        return Numeric.toBigInt(log.getTopics().get(2)).intValueExact();
    }

    private <T> T ask(RemoteFunctionCall<T> call) throws IOException {
        try {
            if (depth > 0) {
                DefaultBlockParameter block = DefaultBlockParameter.valueOf(BigInteger.valueOf(believed()));
                pool.setDefaultBlockParameter(block);
                fund.setDefaultBlockParameter(block);
                token.setDefaultBlockParameter(block);
            }
            return call.send();
        } catch (IOException | RuntimeException e) {
            throw new ChainException("The chain at " + url + " did not answer: " + e.getMessage(), e);
        } catch (Exception e) {
            // The wrappers declare Exception; nothing but the two above was ever seen.
            throw new ChainException("The chain at " + url + " could not be asked: " + e, e);
        }
    }

    <T extends Response<?>> T answer(T response) throws IOException {
        if (response.hasError()) {
            throw new ChainException(
                    "The node at " + url + " refuses: " + response.getError().getMessage());
        }
        return response;
    }
}
