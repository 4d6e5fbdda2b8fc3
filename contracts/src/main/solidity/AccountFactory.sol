// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Account} from "./Account.sol";

/// @title Honours the addresses that accounts are paid at before they are on the chain
/// @notice An account's address follows from its first owner and a salt, and nothing else decides who owns it: so anybody may create it, and nobody gains by being
/// first. The platform's salts come from a secret of its own and the account's id, so an address tells nobody whose it is. For a person without a key
/// the first owner is the platform's custody, which hands the account over in two steps.
contract AccountFactory {
    /// @notice What every account is a clone of (ERC-1167).
    address public immutable IMPLEMENTATION;

    /// @notice An account is on the chain.
    event AccountCreated(address indexed account, address indexed owner, bytes32 salt);

    /// @notice An account needs an owner.
    error ZeroOwner();

    /// @notice Makes the implementation.
    constructor() {
        IMPLEMENTATION = address(new Account());
    }

    /// @notice Creates the account of an owner and a salt; if it exists, does nothing.
    /// @param owner its first owner
    /// @param salt any 32 bytes
    function create(address owner, bytes32 salt) public returns (address account) {
        if (owner == address(0)) revert ZeroOwner();
        account = addressOf(owner, salt);
        if (account.code.length == 0) {
            Clones.cloneDeterministic(IMPLEMENTATION, _bound(owner, salt));
            Account(payable(account)).initialize(owner);
            emit AccountCreated(account, owner, salt);
        }
    }

    /// @notice Creates the account if need be, and makes the call that its owner signed: the first use of an account, brought by anybody.
    /// @param owner the account's first owner
    /// @param salt of the account
    /// @param target whom to call
    /// @param value wei, of the account's own
    /// @param data the call
    /// @param deadline the last second, since 1970, in which the signature is good
    /// @param signature of the owner, as `Account.executeSigned` wants it
    function createAndExecute(
        address owner,
        bytes32 salt,
        address target,
        uint256 value,
        bytes calldata data,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes memory) {
        return Account(payable(create(owner, salt))).executeSigned(target, value, data, deadline, signature);
    }

    /// @notice Where the account of an owner and a salt is, or will be.
    /// @param owner its first owner
    /// @param salt any 32 bytes
    function addressOf(address owner, bytes32 salt) public view returns (address) {
        return Clones.predictDeterministicAddress(IMPLEMENTATION, _bound(owner, salt));
    }

    function _bound(address owner, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(owner, salt));
    }
}
