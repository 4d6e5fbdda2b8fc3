// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {RewardPool} from "../../main/solidity/RewardPool.sol";
import {Fixture} from "./Fixture.sol";

contract RewardPoolTest is Fixture {
    uint256 private constant EPOCH = TODAY - 1;

    bytes[] private packed;
    bytes32[] private leaves;
    bytes32 private root;

    /// Three chunks: 2, 3 and 1 recipients, 10 units each.
    function setUp() public override {
        super.setUp();
        packed = [pack(0x1000, 2, 10), pack(0x2000, 3, 10), pack(0x3000, 1, 10)];
        leaves = leavesOf(EPOCH, packed);
        root = rootOf(leaves);
    }

    function push(uint256 chunk) private {
        bytes32[] memory proof = proofOf(leaves, chunk);
        vm.prank(STRANGER);
        pool.push(EPOCH, chunk, packed[chunk], proof);
    }

    function test_aCommitmentReservesAndAnybodyPushesEveryChunk() public {
        approve(EPOCH, root, 60, 3);
        uint256 opensAt = block.timestamp + VETO_DELAY;
        vm.expectEmit(true, true, true, true);
        emit RewardPool.EpochCommitted(EPOCH, root, 60, 3, DATA_CID, opensAt);
        propose(EPOCH, root, 60, 3);
        vm.warp(opensAt);
        vm.assertEq(pool.reserved(), 60, "reserved");
        vm.assertEq(pool.unreserved(), 10 ** 24 - 60, "unreserved");
        vm.assertEq(pool.nextEpoch(), EPOCH + 1, "next");

        vm.expectEmit(true, true, true, true);
        emit RewardPool.ChunkPaid(EPOCH, 1, 30);
        push(1);
        vm.assertEq(token.balanceOf(address(0x2002)), 10, "recipient");
        vm.assertTrue(pool.isPaid(EPOCH, 1) && !pool.isPaid(EPOCH, 0) && !pool.isPaid(EPOCH, 2), "bits");

        push(2);
        push(0);
        (bytes32 r, uint256 total, uint256 paid, uint256 chunks, bool committed, uint256 opens) = pool.epochOf(EPOCH);
        vm.assertEq(r, root, "root");
        vm.assertEq(total, 60, "total");
        vm.assertEq(paid, 60, "paid");
        vm.assertEq(chunks, 3, "chunks");
        vm.assertTrue(committed, "committed");
        vm.assertEq(opens, opensAt, "opens");
        vm.assertEq(keccak256(pool.dataCidOf(EPOCH)), keccak256(DATA_CID), "data");
        vm.assertEq(pool.reserved(), 0, "reserved");
        vm.assertEq(pool.unreserved(), 10 ** 24 - 60, "unreserved");
    }

    function test_aSecondPushReverts() public {
        open(EPOCH, root, 60, 3);
        push(0);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.ChunkAlreadyPaid.selector, EPOCH, 0));
        push(0);
    }

    function test_aWrongProofReverts() public {
        open(EPOCH, root, 60, 3);
        bytes memory wrong = abi.encodeWithSelector(RewardPool.WrongProof.selector, EPOCH, 0);
        bytes32[] memory another = proofOf(leaves, 1);
        vm.expectRevert(wrong);
        pool.push(EPOCH, 0, packed[0], another);
        vm.expectRevert(wrong);
        pool.push(EPOCH, 0, packed[0], new bytes32[](0));
    }

    function test_aChunkCannotTakeAnothersPlace() public {
        open(EPOCH, root, 60, 3);
        bytes32[] memory proof = proofOf(leaves, 1);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongProof.selector, EPOCH, 0));
        pool.push(EPOCH, 0, packed[1], proof);
    }

    function testFuzz_aTamperedByteReverts(uint256 at, uint8 flip) public {
        vm.assume(flip != 0);
        open(EPOCH, root, 60, 3);
        bytes memory tampered = packed[1];
        at %= tampered.length;
        tampered[at] = bytes1(uint8(tampered[at]) ^ flip);
        bytes32[] memory proof = proofOf(leaves, 1);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongProof.selector, EPOCH, 1));
        pool.push(EPOCH, 1, tampered, proof);
    }

    function test_anInnerNodeIsNoLeaf() public {
        open(EPOCH, root, 60, 3);
        // The preimage of the first pair, offered as a chunk of one payment more.
        bytes memory pair = leaves[0] < leaves[1] ? bytes.concat(leaves[0], leaves[1]) : bytes.concat(leaves[1], leaves[0]);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = leaves[2];
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongProof.selector, EPOCH, 0));
        pool.push(EPOCH, 0, pair, proof);
    }

    function test_whatIsNotCommittedIsNotPaid() public {
        bytes32[] memory proof = proofOf(leaves, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotCommitted.selector, EPOCH));
        pool.push(EPOCH, 0, packed[0], proof);
        open(EPOCH, root, 60, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NoSuchChunk.selector, EPOCH, 3, 3));
        pool.push(EPOCH, 3, packed[0], proof);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NoSuchChunk.selector, EPOCH, type(uint256).max, 3));
        pool.push(EPOCH, type(uint256).max, packed[0], proof);
    }

    function test_aRootOfZeroPaysNobody() public {
        open(EPOCH, 0, 0, 0);
        (,,,, bool committed,) = pool.epochOf(EPOCH);
        vm.assertTrue(committed, "committed");
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NoSuchChunk.selector, EPOCH, 0, 0));
        pool.push(EPOCH, 0, "", new bytes32[](0));
        vm.assertTrue(!pool.isPaid(EPOCH, 0), "paid");
    }

    function testFuzz_rootTotalAndChunksAreEmptyTogether(bytes32 r, uint96 total, uint24 chunks) public {
        bool none = r == 0 && total == 0 && chunks == 0;
        bool all = r != 0 && total != 0 && chunks != 0;
        vm.assume(!none && !all);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EmptyMismatch.selector, r, total, chunks));
        propose(EPOCH, r, total, chunks);
    }

    function test_aRootWithoutATotalReverts() public {
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EmptyMismatch.selector, root, 0, 3));
        propose(EPOCH, root, 0, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EmptyMismatch.selector, bytes32(0), 60, 3));
        propose(EPOCH, 0, 60, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EmptyMismatch.selector, root, 60, 0));
        propose(EPOCH, root, 60, 0);
    }

    function test_anEpochIsCommittedOnceAndIdsIncrease() public {
        open(EPOCH - 1, root, 60, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotIncreasing.selector, EPOCH - 1, EPOCH));
        propose(EPOCH - 1, root, 60, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotIncreasing.selector, EPOCH - 2, EPOCH));
        propose(EPOCH - 2, root, 60, 3);
        open(EPOCH, root, 60, 3);
    }

    function test_epochZeroIsAnEpoch() public {
        open(0, 0, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotIncreasing.selector, 0, 1));
        propose(0, 0, 0, 0);
    }

    function test_anEpochIsCommittedOnlyAfterItsDay() public {
        vm.warp(TODAY * 1 days + 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotOver.selector, TODAY, TODAY));
        propose(TODAY, root, 60, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotOver.selector, type(uint256).max, TODAY));
        propose(type(uint256).max, root, 60, 3);
        approve(TODAY, root, 60, 3);
        vm.warp(TODAY * 1 days + 1 days);
        propose(TODAY, root, 60, 3);
    }

    function test_noMoreIsCommittedThanIsUnreserved() public {
        open(EPOCH - 1, root, 10 ** 24 - 5, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.InsufficientUnreserved.selector, 6, 5));
        propose(EPOCH, root, 6, 3);
        open(EPOCH, root, 5, 3);
        vm.assertEq(pool.unreserved(), 0, "unreserved");
    }

    function test_moreThanTheCommittedTotalIsNeverPaid() public {
        open(EPOCH, root, 59, 3);
        push(0);
        push(1);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.TotalExceeded.selector, EPOCH, 60, 59));
        push(2);
        vm.assertTrue(!pool.isPaid(EPOCH, 2), "bit");
        vm.assertEq(token.balanceOf(address(0x3000)), 0, "recipient");
    }

    function test_onlyTheProposerCommits() public {
        bytes32 role = pool.PROPOSER_ROLE();
        bytes memory refused =
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, STRANGER, role);
        vm.expectRevert(refused);
        vm.prank(STRANGER);
        pool.commitEpoch(EPOCH, root, 60, 3, DATA_CID);

        vm.prank(ADMIN);
        pool.revokeRole(role, SETTLER);
        vm.expectRevert(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, SETTLER, role));
        propose(EPOCH, root, 60, 3);
    }

    function test_oneBadRecipientRevertsItsChunkOnly() public {
        packed[0] = bytes.concat(pack(0x1000, 1, 10), pack(0, 1, 10));
        leaves = leavesOf(EPOCH, packed);
        open(EPOCH, rootOf(leaves), 60, 3);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        push(0);
        vm.assertTrue(!pool.isPaid(EPOCH, 0), "bit");
        push(1);
    }

    function test_thePoolMayBeARecipientWithoutHarm() public {
        packed[0] = pack(uint160(address(pool)), 1, 20);
        leaves = leavesOf(EPOCH, packed);
        open(EPOCH, rootOf(leaves), 60, 3);
        push(0);
        vm.assertEq(pool.unreserved(), 10 ** 24 - 40, "it is unreserved again");
    }

    function test_bitsOfManyChunksAreTheirOwn() public {
        uint256 n = 300;
        bytes[] memory many = new bytes[](n);
        for (uint256 i = 0; i < n; ++i) {
            many[i] = pack(0x9000 + i, 1, 1);
        }
        packed = many;
        leaves = leavesOf(EPOCH, packed);
        open(EPOCH, rootOf(leaves), n, n);
        uint256[6] memory pushed = [uint256(0), 1, 255, 256, 257, 299];
        for (uint256 i = 0; i < pushed.length; ++i) {
            push(pushed[i]);
        }
        uint256 set;
        for (uint256 i = 0; i < n; ++i) {
            if (pool.isPaid(EPOCH, i)) ++set;
        }
        vm.assertEq(set, pushed.length, "bits");
        vm.assertTrue(!pool.isPaid(EPOCH, n) && !pool.isPaid(EPOCH - 1, 0), "others");
    }
}
