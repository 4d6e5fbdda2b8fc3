// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

/// @title Who registered a content id first
/// @notice A CID is registered in two transactions, at least `MIN_AGE` apart: first a hash that binds the CID to its owner and hides it, then the CID. So whoever reads
/// the CID in a waiting transaction is too late: a commitment made then is younger than `MIN_AGE` when the owner's is old enough. A hash that binds the owner in one
/// transaction would not do, for the watcher could make one for itself. First registration wins; whether the owner made the content, the chain cannot know.
contract ContentRegistry {
    /// @notice Seconds from a commitment to the registration; a few blocks, so that who orders a block gains nothing.
    uint256 public constant MIN_AGE = 60;
    /// @notice Bytes of a CID: version 1, raw or dag-pb, SHA-256. In one form only, or the same content could be registered twice.
    uint256 public constant CID_LENGTH = 36;

    uint256 private constant RAW = 0x01551220;
    uint256 private constant DAG_PB = 0x01701220;

    /// @notice When a commitment was made, in seconds since 1970; zero if it was not.
    mapping(bytes32 commitment => uint256) public committedAt;

    mapping(bytes32 id => address) private _owners;
    mapping(bytes32 id => address) private _offers;

    /// @notice A commitment was made.
    event Committed(bytes32 indexed commitment, address indexed by);
    /// @notice A CID has an owner now.
    event Registered(bytes32 indexed id, address indexed owner, bytes cid);
    /// @notice The owner offers a CID.
    event Offered(bytes32 indexed id, address indexed from, address indexed to);
    /// @notice The owner took the offer back.
    event OfferWithdrawn(bytes32 indexed id, address indexed from, address indexed to);
    /// @notice The offer was accepted.
    event Transferred(bytes32 indexed id, address indexed from, address indexed to);

    /// @notice No CID of the one form that is registered.
    error WrongCid(bytes cid);
    /// @notice The CID belongs to somebody.
    error AlreadyRegistered(bytes32 id, address owner);
    /// @notice There is no commitment of the caller for this CID and secret, or it is too young.
    error NotCommitted(bytes32 commitment, uint256 committedAt, uint256 now_);
    /// @notice The caller does not own the CID.
    error NotOwner(bytes32 id, address owner);
    /// @notice The CID is offered to somebody else, or to nobody.
    error NotOffered(bytes32 id, address to);
    /// @notice An offer needs somebody else to accept it.
    error WrongRecipient(address to);

    /// @notice First step. Made again, it keeps its first time.
    /// @param commitment `commitmentOf(owner, cid, secret)`, computed off the chain
    function commit(bytes32 commitment) external {
        if (committedAt[commitment] == 0) {
            committedAt[commitment] = block.timestamp;
            emit Committed(commitment, msg.sender);
        }
    }

    /// @notice Second step: registers the CID for the caller.
    /// @param cid 36 bytes
    /// @param secret the 32 bytes that the commitment was made with
    function register(bytes calldata cid, bytes32 secret) external {
        bytes32 id = idOf(cid);
        bytes32 commitment = commitmentOf(msg.sender, cid, secret);
        uint256 at = committedAt[commitment];
        if (at == 0 || block.timestamp < at + MIN_AGE) revert NotCommitted(commitment, at, block.timestamp);
        if (_owners[id] != address(0)) revert AlreadyRegistered(id, _owners[id]);

        _owners[id] = msg.sender;
        emit Registered(id, msg.sender, cid);
    }

    /// @notice Offers a CID of the caller to somebody; an offer before it is replaced.
    /// @param cid 36 bytes
    /// @param to who may accept
    function offer(bytes calldata cid, address to) external {
        bytes32 id = _owned(cid);
        if (to == address(0) || to == msg.sender) revert WrongRecipient(to);
        _offers[id] = to;
        emit Offered(id, msg.sender, to);
    }

    /// @notice Takes an offer back.
    /// @param cid 36 bytes
    function withdrawOffer(bytes calldata cid) external {
        bytes32 id = _owned(cid);
        address to = _offers[id];
        if (to == address(0)) revert NotOffered(id, to);
        delete _offers[id];
        emit OfferWithdrawn(id, msg.sender, to);
    }

    /// @notice Accepts an offer to the caller.
    /// @param cid 36 bytes
    function accept(bytes calldata cid) external {
        bytes32 id = idOf(cid);
        if (_offers[id] != msg.sender) revert NotOffered(id, _offers[id]);
        address from = _owners[id];
        delete _offers[id];
        _owners[id] = msg.sender;
        emit Transferred(id, from, msg.sender);
    }

    /// @notice Who owns a CID; the zero address if nobody does.
    /// @param cid 36 bytes
    function ownerOf(bytes calldata cid) external view returns (address) {
        return _owners[idOf(cid)];
    }

    /// @notice Whom a CID is offered to; the zero address if to nobody.
    /// @param cid 36 bytes
    function offeredTo(bytes calldata cid) external view returns (address) {
        return _offers[idOf(cid)];
    }

    /// @notice What a CID has in place of itself in the events: its keccak256.
    /// @param cid 36 bytes
    function idOf(bytes calldata cid) public pure returns (bytes32) {
        if (cid.length != CID_LENGTH) revert WrongCid(cid);
        uint256 form = uint32(bytes4(cid));
        if (form != RAW && form != DAG_PB) revert WrongCid(cid);
        return keccak256(cid);
    }

    /// @notice The hash of the first step. Compute it off the chain: a node that is asked learns the CID.
    /// @param owner who will register
    /// @param cid 36 bytes
    /// @param secret 32 random bytes, so that nobody finds the CID by trying
    function commitmentOf(address owner, bytes calldata cid, bytes32 secret) public pure returns (bytes32) {
        return keccak256(abi.encode(owner, cid, secret));
    }

    function _owned(bytes calldata cid) private view returns (bytes32 id) {
        id = idOf(cid);
        if (_owners[id] != msg.sender) revert NotOwner(id, _owners[id]);
    }
}
