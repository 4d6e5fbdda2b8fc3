package io.wetoken.contracts;

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
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint48;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.ContractUtils;
import org.web3j.utils.Numeric;

/**
 * Which contracts are created, with what, and where: the contract of a key's n-th transaction has an address that is known before, so that each may be told of the
 * others. Nothing here talks to a chain.
 */
final class DeployPlan {
    static final String FACTORY = "AccountFactory";
    static final String TOKEN = "WeToken";
    static final String POOL = "RewardPool";
    static final String FUND = "IncentiveFund";
    static final String TIMELOCK = "AdminTimelock";
    static final String TREASURY = "CommunityTreasury";
    static final String TIPS = "Tips";
    static final String REGISTRY = "ContentRegistry";
    static final String REDIRECTS = "RewardRedirects";

    /** In the order of the deployer's nonces; changing it changes every address. */
    private static final List<String> ORDER = List.of(
            FACTORY,
            TOKEN,
            POOL,
            FUND,
            TIMELOCK,
            wallet("issue"),
            wallet("foundation"),
            wallet("team"),
            TREASURY,
            TIPS,
            REGISTRY,
            REDIRECTS);

    private final String deployer;
    private final Map<String, String> roles;
    private final TokenConfig token;

    /** @param init what creates the contract: its code and its arguments */
    record Step(String name, String address, String init) {}

    /**
     * @param deployer whose first transactions create the contracts
     * @param roles addresses by role, {@link DeployConfig#ROLES} and {@link DeployConfig#SETTLER}
     */
    DeployPlan(String deployer, Map<String, String> roles, TokenConfig token) {
        this.deployer = deployer;
        this.roles = Map.copyOf(roles);
        this.token = token;
    }

    /** The name of the wallet that lets go of a holder's share. */
    static String wallet(String holder) {
        return "AllocationWallet of " + holder;
    }

    TokenConfig token() {
        return token;
    }

    String role(String role) {
        return roles.get(role);
    }

    /** Where a contract of this plan is, or will be. */
    String address(String name) {
        return ContractUtils.generateContractAddress(deployer, BigInteger.valueOf(ORDER.indexOf(name)));
    }

    /** Who is minted a share: the contract that holds it. */
    String holder(String holder) {
        return switch (holder) {
            case TokenConfig.FUND -> address(FUND);
            case TokenConfig.COMMUNITY -> address(TREASURY);
            default -> address(wallet(holder));
        };
    }

    List<Step> steps() {
        return IntStream.range(0, ORDER.size())
                .mapToObj(nonce -> new Step(ORDER.get(nonce), address(ORDER.get(nonce)), init(ORDER.get(nonce))))
                .toList();
    }

    private String init(String name) {
        Uint48 adminDelay = new Uint48(BigInteger.valueOf(token.adminDelaySeconds()));
        return switch (name) {
            case FACTORY -> code(AccountFactory.BINARY);
            case TOKEN ->
                code(
                        WeToken.BINARY,
                        new DynamicArray<>(Address.class, holders()),
                        new DynamicArray<>(Uint256.class, amounts()));
            case POOL ->
                code(
                        RewardPool.BINARY,
                        at(TOKEN),
                        new Uint256(token.epochCap()),
                        new Uint256(token.vetoSeconds()),
                        adminDelay,
                        at(TIMELOCK),
                        of(DeployConfig.SETTLER),
                        of(DeployConfig.APPROVER),
                        of(DeployConfig.GUARDIAN));
            case FUND ->
                code(
                        IncentiveFund.BINARY,
                        at(TOKEN),
                        at(POOL),
                        new Uint256(token.maxRefillPpm()),
                        new Uint256(token.firstEpoch()),
                        adminDelay,
                        at(TIMELOCK),
                        of(DeployConfig.SETTLER));
            case TIMELOCK -> code(AdminTimelock.BINARY, new Uint256(token.adminDelaySeconds()), of(DeployConfig.ADMIN));
            case TREASURY -> code(CommunityTreasury.BINARY, at(TOKEN), at(TIMELOCK));
            case TIPS ->
                code(
                        Tips.BINARY,
                        at(TOKEN),
                        new Uint256(token.tips().feePpm()),
                        at(FUND),
                        at(TREASURY),
                        new Uint256(token.tips().fundSharePpm()));
            case REGISTRY -> code(ContentRegistry.BINARY);
            case REDIRECTS -> code(RewardRedirects.BINARY, at(FACTORY));
            default -> walletInit(name);
        };
    }

    private String walletInit(String name) {
        String holder = TokenConfig.VESTED.stream()
                .filter(vested -> wallet(vested).equals(name))
                .findFirst()
                .orElseThrow();
        Vesting vesting = token.allocation(holder).vesting().orElseThrow();
        return code(
                AllocationWallet.BINARY,
                of(holder),
                new Uint64(vesting.startSecond()),
                new Uint64(vesting.seconds()),
                new Uint64(vesting.cliffSeconds()));
    }

    private List<Address> holders() {
        return token.allocations().stream()
                .map(a -> new Address(holder(a.holder())))
                .toList();
    }

    private List<Uint256> amounts() {
        return token.allocations().stream().map(a -> new Uint256(a.units())).toList();
    }

    private Address at(String name) {
        return new Address(address(name));
    }

    private Address of(String role) {
        return new Address(roles.get(role));
    }

    private static String code(String code, Type<?>... arguments) {
        return Numeric.prependHexPrefix(code) + FunctionEncoder.encodeConstructor(List.of(arguments));
    }
}
