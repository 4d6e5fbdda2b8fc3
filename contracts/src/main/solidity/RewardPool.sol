// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {WeToken} from "./WeToken.sol";

/// @title Holds what epochs pay, and pays each of their chunks exactly once
/// @notice The settler commits an epoch's payouts as the root of a Merkle tree over chunks; then anybody may push a chunk with its proof. There is no other
/// way out: no withdrawal, no change of a commitment.
contract RewardPool is AccessControl {
    using BitMaps for BitMaps.BitMap;
    using SafeCast for uint256;

    bytes32 public constant SETTLER_ROLE = keccak256("SETTLER_ROLE");

    /// @param root of the tree over the chunks' leaves; zero if the epoch pays nobody
    /// @param total base units that the chunks pay together
    /// @param paid base units that pushed chunks have paid
    /// @param chunks how many there are
    /// @param committed tells an epoch that pays nobody from one that is not committed
    struct Epoch {
        bytes32 root;
        uint96 total;
        uint96 paid;
        uint32 chunks;
        bool committed;
    }

    WeToken public immutable TOKEN;

    /// @notice The smallest epoch id that may still be committed.
    uint256 public nextEpoch;

    /// @notice Base units that belong to committed chunks and are not paid yet.
    uint256 public reserved;

    mapping(uint256 epochId => Epoch) private _epochs;
    mapping(uint256 epochId => BitMaps.BitMap) private _paidChunks;

    event EpochCommitted(uint256 indexed epochId, bytes32 root, uint256 total, uint256 chunks);
    event ChunkPaid(uint256 indexed epochId, uint256 indexed chunkIndex, uint256 amount);

    error EpochNotIncreasing(uint256 epochId, uint256 next);
    error EpochNotOver(uint256 epochId, uint256 today);
    error EmptyMismatch(bytes32 root, uint256 total, uint256 chunks);
    error InsufficientUnreserved(uint256 total, uint256 available);
    error EpochNotCommitted(uint256 epochId);
    error NoSuchChunk(uint256 epochId, uint256 chunkIndex, uint256 chunks);
    error ChunkAlreadyPaid(uint256 epochId, uint256 chunkIndex);
    error WrongProof(uint256 epochId, uint256 chunkIndex);
    error TotalExceeded(uint256 epochId, uint256 paid, uint256 total);

    constructor(WeToken token, address admin, address settler) {
        TOKEN = token;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(SETTLER_ROLE, settler);
    }

    /// @notice Fixes for good what an epoch pays. Ids increase, so an epoch is committed once, and only after its day has ended.
    /// @param epochId UTC day number
    /// @param root of the tree; zero together with total and chunks if nobody is paid
    /// @param total base units of all chunks; at most `unreserved()`
    /// @param chunks number of leaves
    function commitEpoch(uint256 epochId, bytes32 root, uint256 total, uint256 chunks) external onlyRole(SETTLER_ROLE) {
        if (epochId < nextEpoch) revert EpochNotIncreasing(epochId, nextEpoch);
        if (epochId >= block.timestamp / 1 days) revert EpochNotOver(epochId, block.timestamp / 1 days);
        bool empty = root == 0;
        if (empty != (total == 0) || empty != (chunks == 0)) revert EmptyMismatch(root, total, chunks);
        if (total > unreserved()) revert InsufficientUnreserved(total, unreserved());

        nextEpoch = epochId + 1;
        reserved += total;
        _epochs[epochId] =
            Epoch({root: root, total: total.toUint96(), paid: 0, chunks: chunks.toUint32(), committed: true});
        emit EpochCommitted(epochId, root, total, chunks);
    }

    /// @notice Pays one chunk. Anybody may call it; it does the same for everyone, once.
    /// @param packed per payment 32 bytes: address (20) and amount (uint96)
    /// @param proof from the chunk's leaf to the committed root
    function push(uint256 epochId, uint256 chunkIndex, bytes calldata packed, bytes32[] calldata proof) external {
        Epoch storage epoch = _epochs[epochId];
        if (!epoch.committed) revert EpochNotCommitted(epochId);
        if (chunkIndex >= epoch.chunks) revert NoSuchChunk(epochId, chunkIndex, epoch.chunks);
        if (_paidChunks[epochId].get(chunkIndex)) revert ChunkAlreadyPaid(epochId, chunkIndex);
        if (!MerkleProof.verifyCalldata(proof, epoch.root, leafOf(epochId, chunkIndex, keccak256(packed)))) {
            revert WrongProof(epochId, chunkIndex);
        }

        _paidChunks[epochId].set(chunkIndex);
        // The token calls nobody back, and the bit is set: what is recorded after the transfer cannot be reached twice.
        uint256 amount = TOKEN.transferPacked(packed);
        uint256 paid = epoch.paid + amount;
        if (paid > epoch.total) revert TotalExceeded(epochId, paid, epoch.total);
        epoch.paid = paid.toUint96();
        reserved -= amount;
        emit ChunkPaid(epochId, chunkIndex, amount);
    }

    /// @notice What is committed for an epoch; all zero if nothing is.
    function epochOf(uint256 epochId)
        external
        view
        returns (bytes32 root, uint256 total, uint256 paid, uint256 chunks, bool committed)
    {
        Epoch storage epoch = _epochs[epochId];
        return (epoch.root, epoch.total, epoch.paid, epoch.chunks, epoch.committed);
    }

    /// @notice The truth about a payment: whether this chunk was paid.
    function isPaid(uint256 epochId, uint256 chunkIndex) external view returns (bool) {
        return _paidChunks[epochId].get(chunkIndex);
    }

    /// @notice Base units that no committed epoch owns yet.
    function unreserved() public view returns (uint256) {
        return TOKEN.balanceOf(address(this)) - reserved;
    }

    /// @notice A chunk's leaf. Hashed twice, so that no inner node can pass for a leaf.
    function leafOf(uint256 epochId, uint256 chunkIndex, bytes32 packedHash) public pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(epochId, chunkIndex, packedHash))));
    }
}
