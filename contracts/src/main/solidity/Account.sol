// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

interface IOwnerOfNext {
    function ownerOfNext() external view returns (address);
}

/// @title A platform account on the chain: its owner may do with it whatever an address can do
/// @notice The constructor takes no argument (the owner is read from the factory), so that the init code, and with it the address, is the same whoever
/// will own the account. The owner may be a key or another contract: what an account shall learn later is put there.
contract Account is Ownable2Step {
    constructor() Ownable(IOwnerOfNext(msg.sender).ownerOfNext()) {}

    receive() external payable {}

    /// @notice Calls another contract, or sends ether, in the account's name.
    function execute(address target, uint256 value, bytes calldata data) external onlyOwner returns (bytes memory) {
        return Address.functionCallWithValue(target, data, value);
    }
}
