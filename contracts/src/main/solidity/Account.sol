// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ERC7739} from "@openzeppelin/contracts/utils/cryptography/signers/draft-ERC7739.sol";

/// @title A platform account on the chain: its owner may do with it whatever an address can do
/// @notice The owner, a key or a contract, acts by itself, or by a signature that anybody may bring, so that it needs no ether. Signatures for others (ERC-1271) are
/// nested by ERC-7739: they hold for this account alone, even if the owner has several, and a wallet still shows what is signed; a typed envelope of our own
/// would show a hash. Accounts are clones of one implementation, which itself has no owner.
contract Account is Ownable2Step, ERC7739 {
    /// @notice The EIP-712 type of a signed call.
    bytes32 public constant EXECUTE_TYPEHASH =
        keccak256("Execute(address target,uint256 value,bytes data,uint256 nonce,uint256 deadline)");
    /// @notice The EIP-712 type of a signed acceptance.
    bytes32 public constant ACCEPT_TYPEHASH = keccak256("Accept(address owner,uint256 nonce,uint256 deadline)");

    /// @notice The only one that may name a first owner. It does so once, in the transaction that makes the clone.
    address public immutable FACTORY;

    /// @notice What the next signature must name; each is good once.
    uint256 public nonce;

    /// @notice A call was made in the account's name.
    event Executed(address indexed target, uint256 value, bytes data);

    /// @notice The signature's time is over.
    error SignatureExpired(uint256 deadline, uint256 now_);
    /// @notice Nobody who may sign this has signed it, or a signature was used before.
    error WrongSignature(address signer, uint256 nonce);
    /// @notice The first owner is named by the factory.
    error NotFactory(address caller);
    /// @notice An account without an owner would lose what it is paid.
    error OwnerIsNeeded();

    /// @notice Makes the implementation, which has no owner and gets none: the factory names the owners of new clones only.
    constructor() Ownable(address(this)) EIP712("WeToken Account", "1") {
        FACTORY = msg.sender;
        _transferOwnership(address(0));
    }

    /// @notice Takes ether from anybody.
    receive() external payable {}

    /// @notice Called by the factory in the transaction that makes the clone.
    /// @param owner the first owner
    function initialize(address owner) external {
        if (msg.sender != FACTORY) revert NotFactory(msg.sender);
        _transferOwnership(owner);
    }

    /// @notice Calls another contract, or sends ether, in the account's name.
    /// @param target whom to call; the account itself to change its owner
    /// @param value wei
    /// @param data the call; empty to send ether only
    function execute(address target, uint256 value, bytes calldata data) external onlyOwner returns (bytes memory) {
        return _execute(target, value, data);
    }

    /// @notice `execute` for an owner that signed it. Anybody may bring the signature.
    /// @param target whom to call
    /// @param value wei, of the account's own
    /// @param data the call
    /// @param deadline the last second, since 1970, in which the signature is good
    /// @param signature of the owner over `Execute` with the account's domain and nonce
    function executeSigned(address target, uint256 value, bytes calldata data, uint256 deadline, bytes calldata signature)
        external
        returns (bytes memory)
    {
        _useSignature(
            owner(),
            keccak256(abi.encode(EXECUTE_TYPEHASH, target, value, keccak256(data), nonce, deadline)),
            deadline,
            signature
        );
        return _execute(target, value, data);
    }

    /// @notice `acceptOwnership` for a coming owner that signed it. Anybody may bring the signature.
    /// @param deadline the last second, since 1970, in which the signature is good
    /// @param signature of the coming owner over `Accept` with the account's domain and nonce
    function acceptOwnershipSigned(uint256 deadline, bytes calldata signature) external {
        address coming = pendingOwner();
        _useSignature(
            coming, keccak256(abi.encode(ACCEPT_TYPEHASH, coming, nonce, deadline)), deadline, signature
        );
        _transferOwnership(coming);
    }

    /// @notice Always refused.
    function renounceOwnership() public view override onlyOwner {
        revert OwnerIsNeeded();
    }

    /// @dev The account may call itself, for what its owner signed: else a signature could not hand it over.
    function _checkOwner() internal view override {
        if (msg.sender != address(this)) super._checkOwner();
    }

    function _rawSignatureValidation(bytes32 hash, bytes calldata signature) internal view override returns (bool) {
        return SignatureChecker.isValidSignatureNowCalldata(owner(), hash, signature);
    }

    function _useSignature(address signer, bytes32 structHash, uint256 deadline, bytes calldata signature) private {
        if (block.timestamp > deadline) revert SignatureExpired(deadline, block.timestamp);
        if (!SignatureChecker.isValidSignatureNowCalldata(signer, _hashTypedDataV4(structHash), signature)) {
            revert WrongSignature(signer, nonce);
        }
        ++nonce;
    }

    function _execute(address target, uint256 value, bytes calldata data) private returns (bytes memory returned) {
        emit Executed(target, value, data);
        if (data.length == 0) {
            Address.sendValue(payable(target), value);
        } else {
            returned = Address.functionCallWithValue(target, data, value);
        }
    }
}
