// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The admin of all the contracts: whatever it does was announced on the chain before
/// @notice The platform's admin address schedules, and after the delay executes. Nobody else can, and the delay itself changes only by the same way.
contract AdminTimelock is TimelockController {
    /// @notice A timelock in the hands of one address, which may be a multi-signature contract.
    /// @param delay seconds between the announcement and the act
    /// @param admin who schedules, cancels and executes
    constructor(uint256 delay, address admin) TimelockController(delay, _only(admin), _only(admin), address(0)) {}

    function _only(address admin) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = admin;
    }
}
