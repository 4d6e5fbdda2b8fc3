package io.wetoken.contracts;

import static io.wetoken.contracts.Node.checked;

import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.chain.RefusedException;
import io.wetoken.contracts.generated.AccountFactory;
import io.wetoken.contracts.generated.AdminTimelock;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.generated.WeToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint48;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * Deploys by plan: the deployer's key is used for nothing else, so the contract of its n-th transaction has an address that is known before. What has code
 * there is done; what has not is sent. So a killed deployment is finished by the next run, with the same addresses.
 */
final class Deployer {
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final BigInteger PLENTY = ETHER.multiply(BigInteger.valueOf(1_000_000));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private final DeployConfig config;
    private final TokenConfig token;
    private final Node node;
    private final SecureRandom random;
    private final PrintWriter out;

    /** @param init what creates the contract: its code and its arguments */
    private record Step(String name, String address, String init) {}

    Deployer(DeployConfig config, TokenConfig token, Node node, SecureRandom random, PrintWriter out) {
        this.config = config;
        this.token = token;
        this.node = node;
        this.random = random;
        this.out = out;
    }

    void run() throws IOException, InterruptedException, DeployException {
        long chainId = node.chainId();
        boolean development = node.isDevelopment();
        Secrets secrets = Secrets.in(config.secrets());
        secrets.accountSaltOrNew(random);
        try (FileChannel lockFile = FileChannel.open(
                        config.secrets().resolve(".deploy.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.tryLock()) {
            if (lock == null) {
                throw new DeployException("another deployment is using " + config.secrets() + "; wait for it");
            }
            Credentials deployer = secrets.keyOrNew("deployer", random);
            Credentials settler = secrets.keyOrNew("settler", random);
            Map<String, String> holders = holders(secrets, development);
            fund(
                    development,
                    List.of(
                            deployer.getAddress(),
                            settler.getAddress(),
                            holders.get(DeployConfig.ADMIN),
                            holders.get(DeployConfig.APPROVER),
                            holders.get(DeployConfig.GUARDIAN)));
            if (isDeployed(chainId, development)) {
                return;
            }
            Deployment deployment = deploy(chainId, deployer, settler.getAddress(), holders, delays(development));
            deployment.write(config.contracts());
            out.println("Deployed to chain " + chainId + " in block " + deployment.block() + "; wrote "
                    + config.contracts());
        }
    }

    /** The token's configuration with the delays of this chain. */
    private TokenConfig delays(boolean development) {
        TokenConfig delays = development ? token.withoutDelays() : token;
        return config.vetoSeconds()
                .map(veto -> new TokenConfig(
                        delays.allocations(),
                        delays.maxRefillPpm(),
                        delays.firstEpoch(),
                        delays.epochCapWe(),
                        veto,
                        delays.adminDelaySeconds()))
                .orElse(delays);
    }

    /** Whether the contracts file is there and true. */
    private boolean isDeployed(long chainId, boolean development) throws IOException, DeployException {
        if (!Files.exists(config.contracts())) {
            return false;
        }
        Deployment found = Deployment.read(config.contracts());
        boolean there = found.chainId() == chainId;
        for (String address :
                List.of(found.token(), found.fund(), found.pool(), found.timelock(), found.accountFactory())) {
            there = there && node.hasCode(address);
        }
        if (there) {
            out.println(
                    "Already deployed to chain " + chainId + ": the contracts of " + config.contracts() + " are there");
            return true;
        }
        String gone = "the contracts of " + config.contracts() + " (chain " + found.chainId() + ") are not on chain "
                + chainId;
        if (!development) {
            throw new DeployException(gone + "; correct chain.url, or move the file away to deploy anew");
        }
        out.println("The development chain is a new one: " + gone + "; deploying again");
        return false;
    }

    /** Addresses by role; on a real chain all of them must be given. */
    private Map<String, String> holders(Secrets secrets, boolean development) throws IOException, DeployException {
        Map<String, String> holders = new TreeMap<>(config.addresses());
        List<String> roles = Stream.concat(
                        Stream.of(
                                DeployConfig.ADMIN, DeployConfig.APPROVER, DeployConfig.GUARDIAN, DeployConfig.CUSTODY),
                        token.allocations().stream().map(TokenConfig.Allocation::holder))
                .filter(role -> !role.equals(TokenConfig.FUND) && !holders.containsKey(role))
                .toList();
        if (!development && !roles.isEmpty()) {
            throw new DeployException("this is no development chain; set "
                    + String.join(
                            ", ",
                            roles.stream().map(role -> "chain.address." + role).toList()));
        }
        for (String role : roles) {
            holders.put(role, secrets.keyOrNew(role, random).getAddress());
        }
        return holders;
    }

    private void fund(boolean development, List<String> writers) throws IOException, DeployException {
        for (String writer : writers) {
            if (development && node.balance(writer).compareTo(PLENTY.shiftRight(1)) < 0) {
                node.setBalance(writer, PLENTY);
            }
        }
    }

    private Deployment deploy(
            long chainId, Credentials deployer, String settler, Map<String, String> holders, TokenConfig settings)
            throws IOException, InterruptedException, DeployException {
        List<Step> steps = steps(deployer.getAddress(), settler, holders, settings);
        KeySender sender = new KeySender(node.web3j(), deployer, chainId);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (node.hasCode(step.address())) {
                out.println(step.name() + " is already at " + step.address());
            } else if (node.nonce(deployer.getAddress()).compareTo(BigInteger.valueOf(i)) > 0) {
                throw new DeployException("the deployer " + deployer.getAddress() + " was used for something else than "
                        + step.name() + "; move " + config.secrets() + "/deployer.key away to deploy with a new key");
            } else {
                sent.add(create(sender, deployer.getAddress(), step));
            }
        }
        for (String hash : sent) {
            if (!(sender.await(hash, PATIENCE) instanceof Outcome.Confirmed)) {
                throw new DeployException("transaction " + hash + " is not confirmed; run the command again to go on");
            }
        }
        return deployed(chainId, steps, settler, holders.get(DeployConfig.CUSTODY));
    }

    private String create(KeySender sender, String deployer, Step step) throws IOException, DeployException {
        if (node.balance(deployer).signum() == 0) {
            throw new DeployException(
                    "the deployer " + deployer + " has no ether; send it some and run the command again");
        }
        try {
            String hash = sender.send(null, step.init());
            out.println(step.name() + " goes to " + step.address());
            return hash;
        } catch (RefusedException e) {
            throw new DeployException("the node refuses " + step.name() + ": " + e.getMessage());
        }
    }

    /** In the order of the deployer's nonces; changing it changes every address. */
    private static List<Step> steps(String deployer, String settler, Map<String, String> holders, TokenConfig token) {
        String factoryAddress = ContractUtils.generateContractAddress(deployer, BigInteger.ZERO);
        String tokenAddress = ContractUtils.generateContractAddress(deployer, BigInteger.ONE);
        String poolAddress = ContractUtils.generateContractAddress(deployer, BigInteger.TWO);
        String fundAddress = ContractUtils.generateContractAddress(deployer, BigInteger.valueOf(3));
        String timelockAddress = ContractUtils.generateContractAddress(deployer, BigInteger.valueOf(4));
        Address admin = new Address(holders.get(DeployConfig.ADMIN));
        Address timelock = new Address(timelockAddress);
        Uint48 adminDelay = new Uint48(BigInteger.valueOf(token.adminDelaySeconds()));
        List<Address> owners = token.allocations().stream()
                .map(a -> a.holder().equals(TokenConfig.FUND) ? fundAddress : holders.get(a.holder()))
                .map(Address::new)
                .toList();
        List<Uint256> amounts =
                token.allocations().stream().map(a -> new Uint256(a.units())).toList();
        return List.of(
                step("AccountFactory", factoryAddress, AccountFactory.BINARY),
                step(
                        "WeToken",
                        tokenAddress,
                        WeToken.BINARY,
                        new DynamicArray<>(Address.class, owners),
                        new DynamicArray<>(Uint256.class, amounts)),
                step(
                        "RewardPool",
                        poolAddress,
                        RewardPool.BINARY,
                        new Address(tokenAddress),
                        new Uint256(token.epochCap()),
                        new Uint256(token.vetoSeconds()),
                        adminDelay,
                        timelock,
                        new Address(settler),
                        new Address(holders.get(DeployConfig.APPROVER)),
                        new Address(holders.get(DeployConfig.GUARDIAN))),
                step(
                        "IncentiveFund",
                        fundAddress,
                        IncentiveFund.BINARY,
                        new Address(tokenAddress),
                        new Address(poolAddress),
                        new Uint256(token.maxRefillPpm()),
                        new Uint256(token.firstEpoch()),
                        adminDelay,
                        timelock,
                        new Address(settler)),
                step(
                        "AdminTimelock",
                        timelockAddress,
                        AdminTimelock.BINARY,
                        new Uint256(token.adminDelaySeconds()),
                        admin));
    }

    private static Step step(String name, String address, String code, Type<?>... arguments) {
        return new Step(
                name, address, Numeric.prependHexPrefix(code) + FunctionEncoder.encodeConstructor(List.of(arguments)));
    }

    /** Asks the chain what is there now; what the plan says is not evidence. */
    private Deployment deployed(long chainId, List<Step> steps, String settler, String custody)
            throws IOException, DeployException {
        String factory = steps.get(0).address();
        String weToken = steps.get(1).address();
        String pool = steps.get(2).address();
        String fund = steps.get(3).address();
        String timelock = steps.get(4).address();
        var reader = new ReadonlyTransactionManager(node.web3j(), settler);
        var gas = new DefaultGasProvider();
        try {
            expect(
                    "Supply",
                    TokenConfig.SUPPLY,
                    WeToken.load(weToken, node.web3j(), reader, gas)
                            .totalSupply()
                            .send());
            RewardPool rewardPool = RewardPool.load(pool, node.web3j(), reader, gas);
            expect("Token of the pool", weToken, rewardPool.TOKEN().send());
            expect(
                    "Settler's role at the pool",
                    true,
                    rewardPool.hasRole(role("PROPOSER_ROLE"), settler).send());
            expect("Admin of the pool", timelock, rewardPool.defaultAdmin().send());
            IncentiveFund incentiveFund = IncentiveFund.load(fund, node.web3j(), reader, gas);
            expect("Token of the fund", weToken, incentiveFund.TOKEN().send());
            expect("Pool of the fund", pool, incentiveFund.POOL().send());
            expect(
                    "Settler's role at the fund",
                    true,
                    incentiveFund.hasRole(role("SETTLER_ROLE"), settler).send());
            expect("Admin of the fund", timelock, incentiveFund.defaultAdmin().send());
            String implementation = AccountFactory.load(factory, node.web3j(), reader, gas)
                    .IMPLEMENTATION()
                    .send();
            return new Deployment(
                    chainId, weToken, fund, pool, timelock, factory, implementation, custody, firstBlock(weToken));
        } catch (IOException | DeployException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the contracts do not answer: " + e.getMessage(), e);
        }
    }

    private static byte[] role(String name) {
        return Numeric.hexStringToByteArray(org.web3j.crypto.Hash.sha3String(name));
    }

    private static void expect(String what, Object wanted, Object found) throws DeployException {
        if (!wanted.equals(found)) {
            throw new DeployException(what + " is " + found + ", not " + wanted
                    + "; move the deployer's key and the contracts file away to deploy anew");
        }
    }

    /** The block in which the supply was minted: the pool and the fund have no event before. */
    private long firstBlock(String weToken) throws IOException, DeployException {
        EthFilter filter = new EthFilter(DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, weToken);
        filter.addSingleTopic(TRANSFER);
        filter.addSingleTopic("0x" + "0".repeat(64));
        List<?> minted = checked(node.web3j().ethGetLogs(filter).send()).getLogs();
        if (minted.isEmpty()) {
            throw new DeployException("the token at " + weToken + " has no record of its minting");
        }
        return ((EthLog.LogObject) minted.get(0)).getBlockNumber().longValueExact();
    }
}
