// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";
import {VestingWalletCliff} from "@openzeppelin/contracts/finance/VestingWalletCliff.sol";

/// @title Holds a share of the supply and lets go of it little by little
/// @notice Nothing before the cliff, then in proportion to the time since the start, all of it at the end. Anybody may call `release(token)`; it pays the
/// owner. The schedule cannot be changed. Whose share it is changes only in two steps, so that a typing error loses nothing.
contract AllocationWallet is VestingWalletCliff, Ownable2Step {
    /// @notice A share without an owner could never be released.
    error OwnerIsNeeded();

    /// @notice Sets the schedule for good.
    /// @param beneficiary the first owner
    /// @param start seconds since 1970
    /// @param durationSeconds from the start until all of it is vested
    /// @param cliffSeconds from the start until something is vested; 0 for no cliff
    constructor(address beneficiary, uint64 start, uint64 durationSeconds, uint64 cliffSeconds)
        VestingWallet(beneficiary, start, durationSeconds)
        VestingWalletCliff(cliffSeconds)
    {}

    /// @notice Offers the share to another owner, who must accept it.
    /// @param newOwner who may accept; the zero address takes an offer back
    function transferOwnership(address newOwner) public override(Ownable, Ownable2Step) onlyOwner {
        super.transferOwnership(newOwner);
    }

    /// @notice Always refused.
    function renounceOwnership() public view override onlyOwner {
        revert OwnerIsNeeded();
    }

    function _transferOwnership(address newOwner) internal override(Ownable, Ownable2Step) {
        super._transferOwnership(newOwner);
    }
}
