// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {WeToken} from "./WeToken.sol";

/// @title The ecological incentive fund: refills the reward pool, a little for each epoch
/// @notice Tokens leave only to the pool, once per epoch in increasing order, only for days from `FIRST_EPOCH` that have ended, and never more at once than
/// `MAX_REFILL_PPM` of what is left. So whoever steals the settler's key can bring forward at most the days that were not refilled.
contract IncentiveFund is AccessControl {
    bytes32 public constant SETTLER_ROLE = keccak256("SETTLER_ROLE");
    uint256 private constant PPM = 1_000_000;

    WeToken public immutable TOKEN;
    address public immutable POOL;
    /// @notice The largest refill, in millionths of the fund's balance.
    uint256 public immutable MAX_REFILL_PPM;
    /// @notice The first UTC day number that may be refilled.
    uint256 public immutable FIRST_EPOCH;

    /// @notice The smallest epoch id that may still be refilled.
    uint256 public nextEpoch;

    /// @notice Base units moved to the pool for an epoch.
    mapping(uint256 epochId => uint256 amount) public refilled;

    event Refilled(uint256 indexed epochId, uint256 amount);

    error EpochNotIncreasing(uint256 epochId, uint256 next);
    error EpochNotOver(uint256 epochId, uint256 today);
    error RefillAboveCap(uint256 amount, uint256 cap);
    error MaxRefillPpm(uint256 ppm);

    constructor(WeToken token, address pool, uint256 maxRefillPpm, uint256 firstEpoch, address admin, address settler) {
        if (maxRefillPpm == 0 || maxRefillPpm > PPM) revert MaxRefillPpm(maxRefillPpm);
        TOKEN = token;
        POOL = pool;
        MAX_REFILL_PPM = maxRefillPpm;
        FIRST_EPOCH = firstEpoch;
        nextEpoch = firstEpoch;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
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

    /// @notice The largest refill now, in base units, rounded down.
    function cap() public view returns (uint256) {
        return TOKEN.balanceOf(address(this)) * MAX_REFILL_PPM / PPM;
    }
}
