// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {Account} from "./Account.sol";

/// @title Honours the addresses that accounts are paid at before they have a key
/// @notice An account's address is CREATE2(this, salt, ACCOUNT_INIT_CODE_HASH); the salt comes from a secret of the platform and the account's id, so the
/// address tells nobody whose it is. When a person brings a key, the platform creates the account there with that key as its owner.
contract AccountFactory is Ownable2Step {
    bytes32 public constant ACCOUNT_INIT_CODE_HASH = keccak256(type(Account).creationCode);

    /// @notice Read by the account under construction; zero at all other times.
    address public ownerOfNext;

    event AccountCreated(address indexed account, address indexed owner);

    error ZeroOwner();

    constructor(address admin) Ownable(admin) {}

    /// @notice Creates the account of a salt. Fails if it exists.
    function create(bytes32 salt, address owner) external onlyOwner returns (address account) {
        if (owner == address(0)) revert ZeroOwner();
        ownerOfNext = owner;
        account = address(new Account{salt: salt}());
        ownerOfNext = address(0);
        emit AccountCreated(account, owner);
    }

    /// @notice Where the account of a salt is, or will be.
    function addressOf(bytes32 salt) external view returns (address) {
        return Create2.computeAddress(salt, ACCOUNT_INIT_CODE_HASH);
    }
}
