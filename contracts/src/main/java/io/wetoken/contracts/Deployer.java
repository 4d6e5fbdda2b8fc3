package io.wetoken.contracts;

import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.chain.RefusedException;
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
import org.web3j.crypto.Credentials;

/**
 * Deploys by plan: the deployer's key is used for nothing else, so the contract of its n-th transaction has an address that is known before. What has code
 * there is done; what has not is sent. So a killed deployment is finished by the next run, with the same addresses.
 */
final class Deployer {
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final BigInteger PLENTY = ETHER.multiply(BigInteger.valueOf(1_000_000));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DeployConfig config;
    private final TokenConfig token;
    private final Node node;
    private final SecureRandom random;
    private final PrintWriter out;

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
            Map<String, String> roles = roles(secrets, development);
            List<String> writers = new ArrayList<>(List.of(deployer.getAddress()));
            DeployConfig.WRITERS.forEach(role -> writers.add(roles.get(role)));
            fund(development, writers);
            if (isDeployed(chainId, development)) {
                return;
            }
            DeployPlan plan = new DeployPlan(deployer.getAddress(), roles, delays(development));
            deploy(plan, deployer, chainId);
            Deployment deployment = new DeployCheck(plan, node).deployed(chainId);
            deployment.write(config.contracts());
            out.println("Deployed to chain " + chainId + " in block " + deployment.block() + "; wrote "
                    + config.contracts());
        }
    }

    /** The token's configuration with the delays of this chain. */
    private TokenConfig delays(boolean development) {
        TokenConfig delays = development ? token.withoutDelays() : token;
        return config.vetoSeconds().map(delays::withVeto).orElse(delays);
    }

    /** Whether the contracts file is there and true. */
    private boolean isDeployed(long chainId, boolean development) throws IOException, DeployException {
        if (!Files.exists(config.contracts())) {
            return false;
        }
        Deployment found = Deployment.read(config.contracts());
        boolean there = found.chainId() == chainId;
        for (String address : found.contracts()) {
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

    /** Addresses by role; on a real chain all but the settler's, whose key is here, must be given. */
    private Map<String, String> roles(Secrets secrets, boolean development) throws IOException, DeployException {
        Map<String, String> roles = new TreeMap<>(config.addresses());
        List<String> missing = DeployConfig.ROLES.stream()
                .filter(role -> !roles.containsKey(role))
                .toList();
        if (!development && !missing.isEmpty()) {
            throw new DeployException("this is no development chain; set "
                    + String.join(
                            ", ",
                            missing.stream()
                                    .map(role -> "chain.address." + role)
                                    .toList()));
        }
        for (String role : missing) {
            roles.put(role, secrets.keyOrNew(role, random).getAddress());
        }
        roles.put(
                DeployConfig.SETTLER,
                secrets.keyOrNew(DeployConfig.SETTLER, random).getAddress());
        return roles;
    }

    private void fund(boolean development, List<String> writers) throws IOException, DeployException {
        for (String writer : writers) {
            if (development && node.balance(writer).compareTo(PLENTY.shiftRight(1)) < 0) {
                node.setBalance(writer, PLENTY);
            }
        }
    }

    private void deploy(DeployPlan plan, Credentials deployer, long chainId)
            throws IOException, InterruptedException, DeployException {
        // Of a run that was killed. What is sent now would come after them, and so to the address of another contract.
        long waiting = node.waiting(deployer.getAddress());
        if (waiting > 0) {
            throw new DeployException(waiting + " transactions of the deployer " + deployer.getAddress()
                    + " wait for a block; run the command again when they are in one");
        }
        List<DeployPlan.Step> steps = plan.steps();
        KeySender sender = new KeySender(node.web3j(), deployer, chainId);
        for (int i = 0; i < steps.size(); i++) {
            DeployPlan.Step step = steps.get(i);
            if (node.hasCode(step.address())) {
                out.println(step.name() + " is already at " + step.address());
            } else if (node.nonce(deployer.getAddress()).compareTo(BigInteger.valueOf(i)) > 0) {
                throw new DeployException("the deployer " + deployer.getAddress() + " was used for something else than "
                        + step.name() + "; move " + config.secrets() + "/deployer.key away to deploy with a new key");
            } else {
                create(sender, deployer.getAddress(), step);
            }
        }
    }

    /** Waits until the contract is there, for the next one's constructor may call it. */
    private void create(KeySender sender, String deployer, DeployPlan.Step step)
            throws IOException, InterruptedException, DeployException {
        if (node.balance(deployer).signum() == 0) {
            throw new DeployException(
                    "the deployer " + deployer + " has no ether; send it some and run the command again");
        }
        try {
            String hash = sender.send(null, step.init());
            out.println(step.name() + " goes to " + step.address());
            if (!(sender.await(hash, PATIENCE) instanceof Outcome.Confirmed)) {
                throw new DeployException("transaction " + hash + " is not confirmed; run the command again to go on");
            }
        } catch (RefusedException e) {
            throw new DeployException("the node refuses " + step.name() + ": " + e.getMessage());
        }
    }
}
