// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {WeToken} from "./WeToken.sol";

/// @title The community's share of the supply: it leaves by airdrops only
/// @notice The owner, a timelock, starts an airdrop: the root of a tree over who may claim what, a total and a deadline. What is not claimed before the
/// deadline stays here. There is no other way out, for the owner neither, and no airdrop can be changed or taken back.
contract CommunityTreasury is Ownable2Step {
    using BitMaps for BitMaps.BitMap;
    using SafeCast for uint256;

    /// @param root of the tree over the claims' leaves
    /// @param total base units that may be claimed at most
    /// @param claimed base units that were claimed
    /// @param deadline seconds since 1970: the first second in which nothing can be claimed any more
    /// @param closed whether what was left over is free for other airdrops
    struct Airdrop {
        bytes32 root;
        uint96 total;
        uint96 claimed;
        uint40 deadline;
        bool closed;
    }

    /// @notice The token that is given.
    WeToken public immutable TOKEN;

    /// @notice How many airdrops were started; their ids count from 0.
    uint256 public airdrops;

    /// @notice Base units that airdrops may still pay.
    uint256 public reserved;

    mapping(uint256 airdropId => Airdrop) private _airdrops;
    mapping(uint256 airdropId => BitMaps.BitMap) private _claims;

    /// @notice An airdrop can be claimed from.
    event AirdropStarted(uint256 indexed airdropId, bytes32 root, uint256 total, uint256 deadline);
    /// @notice A claim was paid.
    event Claimed(uint256 indexed airdropId, uint256 indexed index, address indexed account, uint256 amount);
    /// @notice An airdrop is over; what was left over is free again.
    event AirdropClosed(uint256 indexed airdropId, uint256 left);

    /// @notice An airdrop needs a root and a total.
    error EmptyAirdrop(bytes32 root, uint256 total);
    /// @notice A deadline must lie in the future.
    error DeadlinePassed(uint256 deadline, uint256 now_);
    /// @notice More than no other airdrop owns.
    error InsufficientUnreserved(uint256 total, uint256 available);
    /// @notice Ids are below `airdrops`.
    error NoSuchAirdrop(uint256 airdropId, uint256 airdrops);
    /// @notice Too late to claim.
    error AirdropOver(uint256 airdropId, uint256 deadline);
    /// @notice Too early to close.
    error AirdropNotOver(uint256 airdropId, uint256 deadline);
    /// @notice An airdrop is closed once.
    error AlreadyClosed(uint256 airdropId);
    /// @notice An index claims once.
    error AlreadyClaimed(uint256 airdropId, uint256 index);
    /// @notice The proof does not lead from this claim to the airdrop's root.
    error WrongProof(uint256 airdropId, uint256 index);
    /// @notice The tree promises more than is left of the total.
    error TotalExceeded(uint256 airdropId, uint256 amount, uint256 left);
    /// @notice Without an owner the rest could never leave.
    error OwnerIsNeeded();

    /// @notice Binds the treasury to its token and owner.
    /// @param token what it holds
    /// @param owner the timelock that may start airdrops
    constructor(WeToken token, address owner) Ownable(owner) {
        TOKEN = token;
    }

    /// @notice Starts an airdrop; its id is the number of airdrops before.
    /// @param root of the tree over `leafOf` of each claim
    /// @param total base units; at most `unreserved()`
    /// @param deadline seconds since 1970; claims are paid before it
    function startAirdrop(bytes32 root, uint256 total, uint256 deadline) external onlyOwner returns (uint256 airdropId) {
        if (root == 0 || total == 0) revert EmptyAirdrop(root, total);
        if (deadline <= block.timestamp) revert DeadlinePassed(deadline, block.timestamp);
        if (total > unreserved()) revert InsufficientUnreserved(total, unreserved());

        airdropId = airdrops++;
        reserved += total;
        _airdrops[airdropId] = Airdrop(root, total.toUint96(), 0, deadline.toUint40(), false);
        emit AirdropStarted(airdropId, root, total, deadline);
    }

    /// @notice Pays a claim. Anybody may call it; it pays the account of the leaf.
    /// @param airdropId which airdrop
    /// @param index the claim's number in the airdrop
    /// @param account who is paid
    /// @param amount base units
    /// @param proof from the claim's leaf to the root
    function claim(uint256 airdropId, uint256 index, address account, uint256 amount, bytes32[] calldata proof) external {
        Airdrop storage airdrop = _started(airdropId);
        if (block.timestamp >= airdrop.deadline) revert AirdropOver(airdropId, airdrop.deadline);
        if (_claims[airdropId].get(index)) revert AlreadyClaimed(airdropId, index);
        if (!MerkleProof.verifyCalldata(proof, airdrop.root, leafOf(airdropId, index, account, amount))) {
            revert WrongProof(airdropId, index);
        }
        uint256 left = airdrop.total - airdrop.claimed;
        if (amount > left) revert TotalExceeded(airdropId, amount, left);

        _claims[airdropId].set(index);
        airdrop.claimed += amount.toUint96();
        reserved -= amount;
        // The token returns true or reverts; there is nothing to check.
        TOKEN.transfer(account, amount);
        emit Claimed(airdropId, index, account, amount);
    }

    /// @notice Frees what an airdrop that is over did not pay. Anybody may call it, once.
    /// @param airdropId which airdrop
    function close(uint256 airdropId) external {
        Airdrop storage airdrop = _started(airdropId);
        if (block.timestamp < airdrop.deadline) revert AirdropNotOver(airdropId, airdrop.deadline);
        if (airdrop.closed) revert AlreadyClosed(airdropId);

        airdrop.closed = true;
        uint256 left = airdrop.total - airdrop.claimed;
        reserved -= left;
        emit AirdropClosed(airdropId, left);
    }

    /// @notice An airdrop's figures.
    /// @param airdropId which airdrop
    function airdropOf(uint256 airdropId) external view returns (Airdrop memory) {
        return _started(airdropId);
    }

    /// @notice Whether an index of an airdrop was paid.
    /// @param airdropId which airdrop
    /// @param index the claim's number in it
    function isClaimed(uint256 airdropId, uint256 index) external view returns (bool) {
        return _claims[airdropId].get(index);
    }

    /// @notice Base units that no airdrop owns.
    function unreserved() public view returns (uint256) {
        return TOKEN.balanceOf(address(this)) - reserved;
    }

    /// @notice A claim's leaf. Hashed twice, so that no inner node can pass for a leaf.
    /// @param airdropId which airdrop; a leaf is good for one only
    /// @param index the claim's number in the airdrop
    /// @param account who is paid
    /// @param amount base units
    function leafOf(uint256 airdropId, uint256 index, address account, uint256 amount) public pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(airdropId, index, account, amount))));
    }

    /// @notice Always refused.
    function renounceOwnership() public view override onlyOwner {
        revert OwnerIsNeeded();
    }

    function _started(uint256 airdropId) private view returns (Airdrop storage) {
        if (airdropId >= airdrops) revert NoSuchAirdrop(airdropId, airdrops);
        return _airdrops[airdropId];
    }
}
