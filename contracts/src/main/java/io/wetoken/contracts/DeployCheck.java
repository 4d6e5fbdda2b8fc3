package io.wetoken.contracts;

import static io.wetoken.contracts.Node.checked;

import io.wetoken.contracts.generated.AccountFactory;
import io.wetoken.contracts.generated.AdminTimelock;
import io.wetoken.contracts.generated.AllocationWallet;
import io.wetoken.contracts.generated.CommunityTreasury;
import io.wetoken.contracts.generated.ContentRegistry;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.generated.RewardRedirects;
import io.wetoken.contracts.generated.Tips;
import io.wetoken.contracts.generated.WeToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.web3j.crypto.Hash;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** Asks the chain whether what is there is what was planned; what the plan says is not evidence. */
final class DeployCheck {
    private static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final String NOBODY = "0x" + "0".repeat(64);
    private static final DefaultGasProvider GAS = new DefaultGasProvider();

    private final DeployPlan plan;
    private final Web3j web3j;
    private final ReadonlyTransactionManager reader;

    DeployCheck(DeployPlan plan, Node node) {
        this.plan = plan;
        this.web3j = node.web3j();
        this.reader = new ReadonlyTransactionManager(web3j, plan.role(DeployConfig.SETTLER));
    }

    /** @throws DeployException naming what is another than it was planned */
    Deployment deployed(long chainId) throws IOException, DeployException {
        long block = minting();
        pool();
        fund();
        timelock();
        Map<String, String> wallets = new TreeMap<>();
        for (String holder : TokenConfig.VESTED) {
            wallet(holder);
            wallets.put(holder, at(DeployPlan.wallet(holder)));
        }
        treasury();
        tips();
        redirects();
        answered(ContentRegistry.load(at(DeployPlan.REGISTRY), web3j, reader, GAS)
                .MIN_AGE());
        return new Deployment(
                chainId,
                at(DeployPlan.TOKEN),
                at(DeployPlan.FUND),
                at(DeployPlan.POOL),
                at(DeployPlan.TIMELOCK),
                at(DeployPlan.FACTORY),
                answered(AccountFactory.load(at(DeployPlan.FACTORY), web3j, reader, GAS)
                        .IMPLEMENTATION()),
                plan.role(DeployConfig.CUSTODY),
                at(DeployPlan.REDIRECTS),
                at(DeployPlan.TREASURY),
                at(DeployPlan.TIPS),
                at(DeployPlan.REGISTRY),
                wallets,
                block);
    }

    /** Who was minted what, by the token's own events. Returns the block, before which none of these contracts has an event of money. */
    private long minting() throws IOException, DeployException {
        WeToken token = WeToken.load(at(DeployPlan.TOKEN), web3j, reader, GAS);
        expect("Supply", TokenConfig.SUPPLY, token.totalSupply());
        EthFilter filter = new EthFilter(
                DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, at(DeployPlan.TOKEN));
        filter.addSingleTopic(TRANSFER);
        filter.addSingleTopic(NOBODY);
        Map<String, BigInteger> minted = new HashMap<>();
        long block = Long.MAX_VALUE;
        for (Object result : checked(web3j.ethGetLogs(filter).send()).getLogs()) {
            Log log = (EthLog.LogObject) result;
            minted.put("0x" + log.getTopics().get(2).substring(NOBODY.length() - 40), Numeric.toBigInt(log.getData()));
            block = Math.min(block, log.getBlockNumber().longValueExact());
        }
        Map<String, BigInteger> planned = new HashMap<>();
        plan.token().allocations().forEach(a -> planned.put(plan.holder(a.holder()), a.units()));
        expect("What was minted", planned, minted);
        return block;
    }

    private void pool() throws IOException, DeployException {
        RewardPool pool = RewardPool.load(at(DeployPlan.POOL), web3j, reader, GAS);
        expect("Token of the pool", at(DeployPlan.TOKEN), pool.TOKEN());
        expect("Admin of the pool", at(DeployPlan.TIMELOCK), pool.defaultAdmin());
        expect("Seconds for a veto", BigInteger.valueOf(plan.token().vetoSeconds()), pool.VETO_DELAY());
        expect(
                "Settler's role at the pool",
                true,
                pool.hasRole(role("PROPOSER_ROLE"), plan.role(DeployConfig.SETTLER)));
        expect(
                "Approver's role at the pool",
                true,
                pool.hasRole(role("APPROVER_ROLE"), plan.role(DeployConfig.APPROVER)));
        expect(
                "Guardian's role at the pool",
                true,
                pool.hasRole(role("GUARDIAN_ROLE"), plan.role(DeployConfig.GUARDIAN)));
    }

    private void fund() throws IOException, DeployException {
        IncentiveFund fund = IncentiveFund.load(at(DeployPlan.FUND), web3j, reader, GAS);
        expect("Token of the fund", at(DeployPlan.TOKEN), fund.TOKEN());
        expect("Pool of the fund", at(DeployPlan.POOL), fund.POOL());
        expect("Admin of the fund", at(DeployPlan.TIMELOCK), fund.defaultAdmin());
        expect("Settler's role at the fund", true, fund.hasRole(role("SETTLER_ROLE"), plan.role(DeployConfig.SETTLER)));
    }

    private void timelock() throws IOException, DeployException {
        AdminTimelock timelock = AdminTimelock.load(at(DeployPlan.TIMELOCK), web3j, reader, GAS);
        expect(
                "Admin's role at the timelock",
                true,
                timelock.hasRole(role("PROPOSER_ROLE"), plan.role(DeployConfig.ADMIN)));
    }

    private void wallet(String holder) throws IOException, DeployException {
        AllocationWallet wallet = AllocationWallet.load(at(DeployPlan.wallet(holder)), web3j, reader, GAS);
        Vesting vesting = plan.token().allocation(holder).vesting().orElseThrow();
        String name = "wallet of " + holder;
        expect("Owner of the " + name, plan.role(holder), wallet.owner());
        expect("Start of the " + name, BigInteger.valueOf(vesting.startSecond()), wallet.start());
        expect("End of the " + name, BigInteger.valueOf(vesting.startSecond() + vesting.seconds()), wallet.end());
        expect(
                "Cliff of the " + name,
                BigInteger.valueOf(vesting.startSecond() + vesting.cliffSeconds()),
                wallet.cliff());
    }

    private void treasury() throws IOException, DeployException {
        CommunityTreasury treasury = CommunityTreasury.load(at(DeployPlan.TREASURY), web3j, reader, GAS);
        expect("Token of the treasury", at(DeployPlan.TOKEN), treasury.TOKEN());
        expect("Owner of the treasury", at(DeployPlan.TIMELOCK), treasury.owner());
    }

    private void tips() throws IOException, DeployException {
        Tips tips = Tips.load(at(DeployPlan.TIPS), web3j, reader, GAS);
        TipFee fee = plan.token().tips();
        expect("Token of the tips", at(DeployPlan.TOKEN), tips.TOKEN());
        expect("Fund of the tips", at(DeployPlan.FUND), tips.FUND());
        expect("Treasury of the tips", at(DeployPlan.TREASURY), tips.TREASURY());
        expect("Fee of the tips", BigInteger.valueOf(fee.feePpm()), tips.FEE_PPM());
        expect("Fund's share of the fee", BigInteger.valueOf(fee.fundSharePpm()), tips.FUND_SHARE_PPM());
    }

    private void redirects() throws IOException, DeployException {
        RewardRedirects redirects = RewardRedirects.load(at(DeployPlan.REDIRECTS), web3j, reader, GAS);
        expect("Factory of the redirects", at(DeployPlan.FACTORY), redirects.FACTORY());
    }

    private String at(String name) {
        return plan.address(name);
    }

    private static byte[] role(String name) {
        return Numeric.hexStringToByteArray(Hash.sha3String(name));
    }

    private static void expect(String what, Object wanted, RemoteFunctionCall<?> found)
            throws IOException, DeployException {
        expect(what, wanted, answered(found));
    }

    private static void expect(String what, Object wanted, Object found) throws DeployException {
        if (!wanted.equals(found)) {
            throw new DeployException(what + " is " + found + ", not " + wanted
                    + "; move the deployer's key and the contracts file away to deploy anew");
        }
    }

    static <T> T answered(RemoteFunctionCall<T> call) throws IOException {
        try {
            return call.send();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the contracts do not answer: " + e.getMessage(), e);
        }
    }
}
