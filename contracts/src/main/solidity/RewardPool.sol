// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {AccessControlDefaultAdminRules} from
    "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {WeToken} from "./WeToken.sol";

/// @title Holds what epochs pay, and pays each of their chunks exactly once
/// @notice Three keys and a delay stand between a plan and its payment: an approver names the plan, the proposer commits exactly that, and until it opens
/// the guardian may veto it. Then anybody may push its chunks. There is no other way out: no withdrawal, no change of a commitment.
contract RewardPool is AccessControlDefaultAdminRules, Pausable, EIP712 {
    using BitMaps for BitMaps.BitMap;
    using SafeCast for uint256;

    /// @notice May commit approved plans within the cap, and nothing else.
    bytes32 public constant PROPOSER_ROLE = keccak256("PROPOSER_ROLE");
    /// @notice May approve plans. No key has both this and the proposer's role.
    bytes32 public constant APPROVER_ROLE = keccak256("APPROVER_ROLE");
    /// @notice May veto what is not open yet, and pause; cannot move anything.
    bytes32 public constant GUARDIAN_ROLE = keccak256("GUARDIAN_ROLE");

    bytes32 private constant APPROVAL_TYPE = keccak256("Approval(uint256 epochId,bytes32 plan)");

    /// @notice The longest data CID, in bytes; a CIDv1 of sha2-256 has 36.
    uint256 public constant MAX_CID = 64;

    /// @dev One word beside the root, so that a push costs no more than it must.
    /// @param root of the tree over the chunks' leaves; zero if the epoch pays nobody
    /// @param total base units that the chunks pay together
    /// @param paid base units that pushed chunks have paid
    /// @param chunks how many there are
    /// @param opensAt when chunks may be pushed, in seconds; zero if the epoch is not committed
    struct Epoch {
        bytes32 root;
        uint96 total;
        uint96 paid;
        uint24 chunks;
        uint40 opensAt;
    }

    /// @notice Who may do what when the pool is new.
    /// @param admin grants roles, sets the cap and ends a pause; a timelock
    /// @param proposer the settler's key
    /// @param approver another person's key, or a contract with ERC-1271
    /// @param guardian the key that is at hand at night
    struct Roles {
        address admin;
        address proposer;
        address approver;
        address guardian;
    }

    /// @notice What is paid.
    WeToken public immutable TOKEN;

    /// @notice Seconds between a commitment and its opening.
    uint256 public immutable VETO_DELAY;

    /// @notice The most that one epoch, which is a day, may pay, in base units.
    uint256 public epochCap;

    /// @notice The smallest epoch id that may still be committed for the first time.
    uint256 public nextEpoch;

    /// @notice Base units that belong to committed chunks and are not paid yet.
    uint256 public reserved;

    /// @notice The plan (see `planOf`) that is approved for an epoch; zero if none is.
    mapping(uint256 epochId => bytes32 plan) public approvedPlan;

    /// @notice How often an approval or a commitment of an epoch was taken back; what was approved before names no plan of the next round.
    mapping(uint256 epochId => uint256 times) public rounds;

    /// @notice Whether an epoch was vetoed: then it may be committed again, if it is approved again.
    mapping(uint256 epochId => bool) public vetoed;

    /// @notice The CID, in bytes, of what the epoch was computed from and came to.
    mapping(uint256 epochId => bytes dataCid) public dataCidOf;

    mapping(uint256 epochId => Epoch) private _epochs;
    mapping(uint256 epochId => BitMaps.BitMap) private _paidChunks;

    /// @notice An approver has named the plan of an epoch.
    event EpochApproved(uint256 indexed epochId, bytes32 plan, address indexed approver);
    /// @notice An approver has taken back what was approved.
    event ApprovalWithdrawn(uint256 indexed epochId, address indexed approver);
    /// @notice What an epoch pays is fixed.
    event EpochCommitted(uint256 indexed epochId, bytes32 root, uint256 total, uint256 chunks, bytes dataCid, uint256 opensAt);
    /// @notice A commitment is undone before anything of it was paid.
    event EpochVetoed(uint256 indexed epochId, bytes32 root, uint256 total);
    /// @notice A chunk's recipients have their money.
    event ChunkPaid(uint256 indexed epochId, uint256 indexed chunkIndex, uint256 amount);
    /// @notice What an epoch may pay at most has changed.
    event EpochCapSet(uint256 cap);

    /// @notice Who proposes does not approve.
    error SameKey(address key);
    /// @notice The account is no approver.
    error NoApprover(address account);
    /// @notice The approver did not sign this plan in this round.
    error WrongSignature(uint256 epochId, address approver);
    /// @notice Another plan is approved for the epoch, or none.
    error NotApproved(uint256 epochId, bytes32 plan, bytes32 approved);
    /// @notice An epoch is committed once, and never after a later one, unless it was vetoed.
    error EpochNotIncreasing(uint256 epochId, uint256 next);
    /// @notice A day is committed only after it has ended by the chain's clock.
    error EpochNotOver(uint256 epochId, uint256 today);
    /// @notice Root, total and chunks are all zero, or none is.
    error EmptyMismatch(bytes32 root, uint256 total, uint256 chunks);
    /// @notice A data CID has 1..`MAX_CID` bytes.
    error DataCidLength(uint256 length);
    /// @notice More than a day may pay.
    error TotalAboveCap(uint256 total, uint256 cap);
    /// @notice More than the pool holds for nobody else.
    error InsufficientUnreserved(uint256 total, uint256 available);
    /// @notice Nothing is committed for the epoch.
    error EpochNotCommitted(uint256 epochId);
    /// @notice Too early to push.
    error EpochNotOpen(uint256 epochId, uint256 opensAt);
    /// @notice Too late to veto.
    error EpochOpen(uint256 epochId, uint256 opensAt);
    /// @notice Chunk indexes are below the committed number.
    error NoSuchChunk(uint256 epochId, uint256 chunkIndex, uint256 chunks);
    /// @notice A chunk is paid once.
    error ChunkAlreadyPaid(uint256 epochId, uint256 chunkIndex);
    /// @notice The proof does not lead from this chunk to the committed root.
    error WrongProof(uint256 epochId, uint256 chunkIndex);
    /// @notice The chunks hold more than the committed total.
    error TotalExceeded(uint256 epochId, uint256 paid, uint256 total);

    /// @notice A pool for one token.
    /// @param token what is paid
    /// @param cap base units that an epoch may pay at most
    /// @param vetoDelay seconds between a commitment and its opening; zero only where nobody needs a veto
    /// @param adminDelay seconds that handing over the admin's role takes at least
    /// @param roles who may do what
    constructor(WeToken token, uint256 cap, uint256 vetoDelay, uint48 adminDelay, Roles memory roles)
        AccessControlDefaultAdminRules(adminDelay, roles.admin)
        EIP712("WeToken RewardPool", "1")
    {
        TOKEN = token;
        VETO_DELAY = vetoDelay;
        epochCap = cap;
        _grantRole(PROPOSER_ROLE, roles.proposer);
        _grantRole(APPROVER_ROLE, roles.approver);
        _grantRole(GUARDIAN_ROLE, roles.guardian);
        emit EpochCapSet(cap);
    }

    /// @notice Says that a plan may be committed. The last word before the commitment counts.
    /// @param epochId UTC day number
    /// @param plan from `planOf`
    function approveEpoch(uint256 epochId, bytes32 plan) external onlyRole(APPROVER_ROLE) {
        _approve(epochId, plan, msg.sender);
    }

    /// @notice The same in the name of an approver who signed for it, so that approving needs no ether. Anybody may bring the signature; an older one
    /// that names another plan can hold a commitment up, but lets nothing through that was not approved.
    /// @param epochId UTC day number
    /// @param plan from `planOf`
    /// @param approver who signed; a key, or a contract with ERC-1271
    /// @param signature EIP-712, `Approval(uint256 epochId,bytes32 plan)`
    function approveEpochBySignature(uint256 epochId, bytes32 plan, address approver, bytes calldata signature)
        external
    {
        if (!hasRole(APPROVER_ROLE, approver)) revert NoApprover(approver);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(APPROVAL_TYPE, epochId, plan)));
        if (!SignatureChecker.isValidSignatureNowCalldata(approver, digest, signature)) {
            revert WrongSignature(epochId, approver);
        }
        _approve(epochId, plan, approver);
    }

    /// @notice Takes back what was approved, also by signatures that are still on their way.
    /// @param epochId UTC day number
    function withdrawApproval(uint256 epochId) external onlyRole(APPROVER_ROLE) {
        if (!_mayBeCommitted(epochId)) revert EpochNotIncreasing(epochId, nextEpoch);
        ++rounds[epochId];
        delete approvedPlan[epochId];
        emit ApprovalWithdrawn(epochId, msg.sender);
    }

    /// @notice Fixes for good what an epoch pays, unless it is vetoed before it opens. Ids increase, so an epoch is committed once, and only after its day
    /// has ended.
    /// @param epochId UTC day number
    /// @param root of the tree; zero together with total and chunks if nobody is paid
    /// @param total base units of all chunks; at most `epochCap` and `unreserved()`
    /// @param chunks number of leaves
    /// @param dataCid the CID in bytes of what anybody can recompute the root from
    function commitEpoch(uint256 epochId, bytes32 root, uint256 total, uint256 chunks, bytes calldata dataCid)
        external
        onlyRole(PROPOSER_ROLE)
        whenNotPaused
    {
        if (!_mayBeCommitted(epochId)) revert EpochNotIncreasing(epochId, nextEpoch);
        if (epochId >= block.timestamp / 1 days) revert EpochNotOver(epochId, block.timestamp / 1 days);
        bool empty = root == 0;
        if (empty != (total == 0) || empty != (chunks == 0)) revert EmptyMismatch(root, total, chunks);
        if (dataCid.length == 0 || dataCid.length > MAX_CID) revert DataCidLength(dataCid.length);
        if (total > epochCap) revert TotalAboveCap(total, epochCap);
        if (total > unreserved()) revert InsufficientUnreserved(total, unreserved());
        bytes32 plan = planOf(epochId, root, total, chunks, dataCid);
        if (approvedPlan[epochId] != plan) revert NotApproved(epochId, plan, approvedPlan[epochId]);

        if (epochId >= nextEpoch) nextEpoch = epochId + 1;
        reserved += total;
        dataCidOf[epochId] = dataCid;
        uint256 opensAt = block.timestamp + VETO_DELAY;
        _epochs[epochId] = Epoch({
            root: root,
            total: total.toUint96(),
            paid: 0,
            chunks: chunks.toUint24(),
            opensAt: opensAt.toUint40()
        });
        emit EpochCommitted(epochId, root, total, chunks, dataCid, opensAt);
    }

    /// @notice Undoes a commitment before it opens. The epoch may be committed again after another approval, so that nobody is forgotten.
    /// @param epochId UTC day number
    function vetoEpoch(uint256 epochId) external onlyRole(GUARDIAN_ROLE) {
        Epoch storage epoch = _epochs[epochId];
        if (epoch.opensAt == 0) revert EpochNotCommitted(epochId);
        if (block.timestamp >= epoch.opensAt) revert EpochOpen(epochId, epoch.opensAt);

        reserved -= epoch.total;
        ++rounds[epochId];
        vetoed[epochId] = true;
        delete approvedPlan[epochId];
        delete dataCidOf[epochId];
        emit EpochVetoed(epochId, epoch.root, epoch.total);
        delete _epochs[epochId];
    }

    /// @notice Pays one chunk. Anybody may call it; it does the same for everyone, once.
    /// @param epochId UTC day number
    /// @param chunkIndex from 0
    /// @param packed per payment 32 bytes: address (20) and amount (uint96)
    /// @param proof from the chunk's leaf to the committed root
    function push(uint256 epochId, uint256 chunkIndex, bytes calldata packed, bytes32[] calldata proof)
        external
        whenNotPaused
    {
        Epoch storage epoch = _epochs[epochId];
        uint256 opensAt = epoch.opensAt;
        if (opensAt == 0) revert EpochNotCommitted(epochId);
        if (block.timestamp < opensAt) revert EpochNotOpen(epochId, opensAt);
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

    /// @notice Stops commitments and payments until the admin ends it. Approvals and vetoes go on.
    function pause() external onlyRole(GUARDIAN_ROLE) {
        _pause();
    }

    /// @notice Ends a pause.
    function unpause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _unpause();
    }

    /// @notice Sets what an epoch may pay at most, for commitments from now on.
    /// @param cap base units
    function setEpochCap(uint256 cap) external onlyRole(DEFAULT_ADMIN_ROLE) {
        epochCap = cap;
        emit EpochCapSet(cap);
    }

    /// @notice What is committed for an epoch; all zero if nothing is.
    /// @param epochId UTC day number
    function epochOf(uint256 epochId)
        external
        view
        returns (bytes32 root, uint256 total, uint256 paid, uint256 chunks, bool committed, uint256 opensAt)
    {
        Epoch storage epoch = _epochs[epochId];
        return (epoch.root, epoch.total, epoch.paid, epoch.chunks, epoch.opensAt != 0, epoch.opensAt);
    }

    /// @notice The truth about a payment: whether this chunk was paid.
    /// @param epochId UTC day number
    /// @param chunkIndex from 0
    function isPaid(uint256 epochId, uint256 chunkIndex) external view returns (bool) {
        return _paidChunks[epochId].get(chunkIndex);
    }

    /// @notice Base units that no committed epoch owns yet.
    function unreserved() public view returns (uint256) {
        return TOKEN.balanceOf(address(this)) - reserved;
    }

    /// @notice What an approver names: everything of a commitment, and its round, so that no approval outlives a veto or its withdrawal.
    /// @param epochId UTC day number
    /// @param root of the tree
    /// @param total base units
    /// @param chunks number of leaves
    /// @param dataCid in bytes
    function planOf(uint256 epochId, bytes32 root, uint256 total, uint256 chunks, bytes calldata dataCid)
        public
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(epochId, rounds[epochId], root, total, chunks, keccak256(dataCid)));
    }

    /// @notice A chunk's leaf. Hashed twice, so that no inner node can pass for a leaf.
    /// @param epochId UTC day number
    /// @param chunkIndex from 0
    /// @param packedHash keccak256 of the packed payments
    function leafOf(uint256 epochId, uint256 chunkIndex, bytes32 packedHash) public pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(epochId, chunkIndex, packedHash))));
    }

    function _approve(uint256 epochId, bytes32 plan, address approver) private {
        if (!_mayBeCommitted(epochId)) revert EpochNotIncreasing(epochId, nextEpoch);
        approvedPlan[epochId] = plan;
        emit EpochApproved(epochId, plan, approver);
    }

    /// @dev For the first time, or again after a veto.
    function _mayBeCommitted(uint256 epochId) private view returns (bool) {
        return epochId >= nextEpoch || (vetoed[epochId] && _epochs[epochId].opensAt == 0);
    }

    /// @dev Two persons: whoever may propose may not approve.
    function _grantRole(bytes32 role, address account) internal override returns (bool) {
        if (
            (role == PROPOSER_ROLE && hasRole(APPROVER_ROLE, account))
                || (role == APPROVER_ROLE && hasRole(PROPOSER_ROLE, account))
        ) revert SameKey(account);
        return super._grantRole(role, account);
    }
}
