// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {AccessControlDefaultAdminRules} from
    "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {WeToken} from "./WeToken.sol";

/// @title The ecological incentive fund: refills the reward pool, a little for each epoch
/// @notice Tokens leave only to the pool, once per epoch in increasing order, only for days from `FIRST_EPOCH` that have ended, and never more at once than
/// `MAX_REFILL_PPM` of what is left. So whoever steals the settler's key can bring forward at most the days that were not refilled.
contract IncentiveFund is AccessControlDefaultAdminRules {
    /// @notice May refill the pool within the cap, and nothing else.
    bytes32 public constant SETTLER_ROLE = keccak256("SETTLER_ROLE");
    uint256 private constant PPM = 1_000_000;

    /// @notice What the fund holds.
    WeToken public immutable TOKEN;
    /// @notice Where everything goes.
    address public immutable POOL;
    /// @notice The largest refill, in millionths of the fund's balance.
    uint256 public immutable MAX_REFILL_PPM;
    /// @notice The first UTC day number that may be refilled.
    uint256 public immutable FIRST_EPOCH;

    /// @notice The smallest epoch id that may still be refilled.
    uint256 public nextEpoch;

    /// @notice Base units moved to the pool for an epoch.
    mapping(uint256 epochId => uint256 amount) public refilled;

    /// @notice Base units that came in by `fundWith` on a UTC day of the chain's clock: what the bundle of a day calls adBuyback grows by these.
    mapping(uint256 day => uint256 amount) public boughtBack;

    /// @notice The pool got its refill of an epoch.
    event Refilled(uint256 indexed epochId, uint256 amount);
    /// @notice Somebody has given tokens that rewards are paid from.
    event BoughtBack(uint256 indexed day, address indexed from, uint256 amount);

    /// @notice An epoch is refilled once, and never after a later one.
    error EpochNotIncreasing(uint256 epochId, uint256 next);
    /// @notice A day is refilled only after it has ended by the chain's clock.
    error EpochNotOver(uint256 epochId, uint256 today);
    /// @notice More than one refill may move.
    error RefillAboveCap(uint256 amount, uint256 cap);
    /// @notice A cap is 1..1000000 millionths.
    error MaxRefillPpm(uint256 ppm);

    /// @notice A fund for one pool, for ever.
    /// @param token what it holds
    /// @param pool where refills go
    /// @param maxRefillPpm the rule's hard cap, 1..1000000
    /// @param firstEpoch UTC day number
    /// @param adminDelay seconds that handing over the admin's role takes at least
    /// @param admin grants roles; a timelock
    /// @param settler the settler's key
    constructor(
        WeToken token,
        address pool,
        uint256 maxRefillPpm,
        uint256 firstEpoch,
        uint48 adminDelay,
        address admin,
        address settler
    ) AccessControlDefaultAdminRules(adminDelay, admin) {
        if (maxRefillPpm == 0 || maxRefillPpm > PPM) revert MaxRefillPpm(maxRefillPpm);
        TOKEN = token;
        POOL = pool;
        MAX_REFILL_PPM = maxRefillPpm;
        FIRST_EPOCH = firstEpoch;
        nextEpoch = firstEpoch;
        _grantRole(SETTLER_ROLE, settler);
    }

    /// @notice Moves the refill of one epoch to the pool.
    /// @param epochId UTC day number
    /// @param amount base units, at most `cap()`; zero is recorded too
    function refill(uint256 epochId, uint256 amount) external onlyRole(SETTLER_ROLE) {
        if (epochId < nextEpoch) revert EpochNotIncreasing(epochId, nextEpoch);
        if (epochId >= block.timestamp / 1 days) revert EpochNotOver(epochId, block.timestamp / 1 days);
        if (amount > cap()) revert RefillAboveCap(amount, cap());

        nextEpoch = epochId + 1;
        refilled[epochId] = amount;
        // The token returns true or reverts; there is nothing to check.
        TOKEN.transfer(POOL, amount);
        emit Refilled(epochId, amount);
    }

    /// @notice Gives tokens of the caller to the rewards, as advertisers do with what they bought back. They go to the pool at once; the rule pays them out
    /// on top of the refill, as far as there is room under its price ceiling.
    /// @param amount base units, approved to this contract before
    function fundWith(uint256 amount) external {
        uint256 day = block.timestamp / 1 days;
        boughtBack[day] += amount;
        TOKEN.transferFrom(msg.sender, POOL, amount);
        emit BoughtBack(day, msg.sender, amount);
    }

    /// @notice The largest refill now, in base units, rounded down.
    function cap() public view returns (uint256) {
        return TOKEN.balanceOf(address(this)) * MAX_REFILL_PPM / PPM;
    }
}
