// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {AccountFactory} from "./AccountFactory.sol";

/// @title Where an account wants its rewards
/// @notice Who owns an account may name another address for what it earns, by a signature that anybody may bring. The settlement reads it when it plans an epoch; what
/// is committed before is paid as it is committed.
contract RewardRedirects is EIP712, Nonces {
    /// @notice The EIP-712 type that is signed.
    bytes32 public constant REDIRECT_TYPEHASH =
        keccak256("Redirect(address account,address to,uint256 nonce,uint256 deadline)");

    /// @notice Tells the first owner of an account that is not on the chain yet.
    AccountFactory public immutable FACTORY;

    /// @param to the recipient; zero if none was ever named
    /// @param sinceBlock the block in which it was named
    struct Redirect {
        address to;
        uint96 sinceBlock;
    }

    mapping(address account => Redirect) private _redirects;

    /// @notice From this block on the account's rewards go to `to`; to the account itself if it is the account.
    event Redirected(address indexed account, address indexed to, uint256 sinceBlock);

    /// @notice The signature's time is over.
    error SignatureExpired(uint256 deadline, uint256 now_);
    /// @notice Nobody who may sign for the account has signed this, or a signature was used before.
    error WrongSignature(address account, uint256 nonce);
    /// @notice The account is on the chain: it answers for itself, for its owner may have changed.
    error AccountExists(address account);
    /// @notice Rewards need a recipient; to end a redirect, name the account itself.
    error ZeroRecipient();

    /// @notice Binds the redirects to the factory of the accounts.
    /// @param factory of the accounts
    constructor(AccountFactory factory) EIP712("WeToken RewardRedirects", "1") {
        FACTORY = factory;
    }

    /// @notice Redirects the caller's own rewards.
    /// @param to the recipient; the caller itself ends a redirect
    function redirectMine(address to) external {
        // What was signed before and not brought yet must not undo this.
        _useNonce(msg.sender);
        _redirect(msg.sender, to);
    }

    /// @notice Redirects the rewards of an account that is on the chain, or of a key.
    /// @param account whose rewards
    /// @param to the recipient
    /// @param deadline the last second, since 1970, in which the signature is good
    /// @param signature by ERC-1271 of the account, or of the key that is the account
    function redirect(address account, address to, uint256 deadline, bytes calldata signature) external {
        _check(account, account, to, deadline, signature);
        _redirect(account, to);
    }

    /// @notice Redirects the rewards of an account that is not on the chain yet.
    /// @param owner the owner that the account's address is bound to
    /// @param salt of the account
    /// @param to the recipient
    /// @param deadline the last second, since 1970, in which the signature is good
    /// @param signature of the owner
    function redirectBound(address owner, bytes32 salt, address to, uint256 deadline, bytes calldata signature) external {
        address account = FACTORY.addressOf(owner, salt);
        if (account.code.length != 0) revert AccountExists(account);
        _check(owner, account, to, deadline, signature);
        _redirect(account, to);
    }

    /// @notice Who receives an account's rewards now: the account itself if nothing else was said.
    /// @param account whose rewards
    function recipientOf(address account) external view returns (address) {
        address to = _redirects[account].to;
        return to == address(0) ? account : to;
    }

    /// @notice The block of an account's last redirect; zero if there was none.
    /// @param account whose rewards
    function sinceBlock(address account) external view returns (uint256) {
        return _redirects[account].sinceBlock;
    }

    function _check(address signer, address account, address to, uint256 deadline, bytes calldata signature) private {
        if (block.timestamp > deadline) revert SignatureExpired(deadline, block.timestamp);
        uint256 nonce = _useNonce(account);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(REDIRECT_TYPEHASH, account, to, nonce, deadline)));
        if (!SignatureChecker.isValidSignatureNowCalldata(signer, digest, signature)) revert WrongSignature(account, nonce);
    }

    function _redirect(address account, address to) private {
        if (to == address(0)) revert ZeroRecipient();
        _redirects[account] = Redirect(to, uint96(block.number));
        emit Redirected(account, to, block.number);
    }
}
