// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {CommunityTreasury} from "../../main/solidity/CommunityTreasury.sol";
import {Fixture} from "./Fixture.sol";

contract CommunityTreasuryTest is Fixture {
    uint256 private constant HELD = 10 ** 27;
    uint256 private constant DEADLINE = (TODAY + 30) * 1 days;

    CommunityTreasury private treasury;
    bytes32[] private leaves;

    function setUp() public override {
        super.setUp();
        treasury = new CommunityTreasury(token, ADMIN);
        token.transfer(address(treasury), HELD);
    }

    function amountOf(uint256 index) private pure returns (uint256) {
        return 1000 + index;
    }

    function accountOf(uint256 index) private pure returns (address) {
        return address(uint160(0xC0FFEE00 + index));
    }

    /// An airdrop of `count` claims whose total is `less` than they need.
    function start(uint256 count, uint256 less) private returns (uint256 airdropId) {
        airdropId = treasury.airdrops();
        delete leaves;
        uint256 total;
        for (uint256 i = 0; i < count; ++i) {
            leaves.push(treasury.leafOf(airdropId, i, accountOf(i), amountOf(i)));
            total += amountOf(i);
        }
        startWith(rootOf(leaves), total - less, DEADLINE);
    }

    function startWith(bytes32 root, uint256 total, uint256 deadline) private {
        vm.prank(ADMIN);
        treasury.startAirdrop(root, total, deadline);
    }

    function claim(uint256 airdropId, uint256 index) private {
        treasury.claim(airdropId, index, accountOf(index), amountOf(index), proofOf(leaves, index));
    }

    function testFuzz_eachIndexIsPaidOnce(uint8 size) public {
        uint256 count = 1 + uint256(size) % 40;
        uint256 airdropId = start(count, 0);
        for (uint256 i = 0; i < count; ++i) {
            vm.assertTrue(!treasury.isClaimed(airdropId, i), "before");
            claim(airdropId, i);
            vm.assertTrue(treasury.isClaimed(airdropId, i), "after");
            vm.assertEq(token.balanceOf(accountOf(i)), amountOf(i), "paid");
            bytes32[] memory proof = proofOf(leaves, i);
            vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.AlreadyClaimed.selector, airdropId, i));
            treasury.claim(airdropId, i, accountOf(i), amountOf(i), proof);
        }
        vm.assertEq(treasury.reserved(), 0, "nothing is left to claim");
        CommunityTreasury.Airdrop memory airdrop = treasury.airdropOf(airdropId);
        vm.assertEq(airdrop.claimed, airdrop.total, "all of it");
    }

    function test_aClaimIsGoodForItsAccountAmountAndAirdropOnly() public {
        uint256 airdropId = start(4, 0);
        bytes32[] memory proof = proofOf(leaves, 1);
        bytes memory wrong = abi.encodeWithSelector(CommunityTreasury.WrongProof.selector, airdropId, 1);
        vm.expectRevert(wrong);
        treasury.claim(airdropId, 1, STRANGER, amountOf(1), proof);
        vm.expectRevert(wrong);
        treasury.claim(airdropId, 1, accountOf(1), amountOf(1) + 1, proof);
        vm.expectRevert(wrong);
        treasury.claim(airdropId, 1, accountOf(1), amountOf(1), new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.WrongProof.selector, airdropId, 2));
        treasury.claim(airdropId, 2, accountOf(1), amountOf(1), proof);

        startWith(rootOf(leaves), 10_000, DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.WrongProof.selector, airdropId + 1, 1));
        treasury.claim(airdropId + 1, 1, accountOf(1), amountOf(1), proof);
    }

    function test_aTreeThatPromisesTooMuchStopsAtTheTotal() public {
        uint256 airdropId = start(2, 1);
        claim(airdropId, 0);
        bytes32[] memory proof = proofOf(leaves, 1);
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.TotalExceeded.selector, airdropId, 1001, 1000));
        treasury.claim(airdropId, 1, accountOf(1), amountOf(1), proof);
        vm.assertEq(token.balanceOf(address(treasury)), HELD - 1000, "the rest stays");
    }

    function test_theLastSecondBeforeTheDeadlinePaysAndTheDeadlineCloses() public {
        uint256 airdropId = start(2, 0);
        vm.warp(DEADLINE - 1);
        claim(airdropId, 0);
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.AirdropNotOver.selector, airdropId, DEADLINE));
        treasury.close(airdropId);

        vm.warp(DEADLINE);
        bytes32[] memory proof = proofOf(leaves, 1);
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.AirdropOver.selector, airdropId, DEADLINE));
        treasury.claim(airdropId, 1, accountOf(1), amountOf(1), proof);
        vm.assertEq(treasury.reserved(), 1001, "until somebody closes it");
        vm.expectEmit(true, true, true, true);
        emit CommunityTreasury.AirdropClosed(airdropId, 1001);
        vm.prank(STRANGER);
        treasury.close(airdropId);
        vm.assertEq(treasury.reserved(), 0, "free again");
        vm.assertEq(treasury.unreserved(), HELD - 1000, "and still here");
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.AlreadyClosed.selector, airdropId));
        treasury.close(airdropId);
    }

    function test_airdropsShareTheBalanceAndNoneTakesAnothers() public {
        startWith(keccak256("a"), HELD - 1, DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.InsufficientUnreserved.selector, 2, 1));
        startWith(keccak256("b"), 2, DEADLINE);
        startWith(keccak256("b"), 1, DEADLINE);
        vm.assertEq(treasury.unreserved(), 0, "all of it");
    }

    function test_anAirdropNeedsARootATotalAndAFuture() public {
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.EmptyAirdrop.selector, 0, 1));
        startWith(0, 1, DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(CommunityTreasury.EmptyAirdrop.selector, keccak256("a"), 0));
        startWith(keccak256("a"), 0, DEADLINE);
        vm.expectRevert(
            abi.encodeWithSelector(CommunityTreasury.DeadlinePassed.selector, block.timestamp, block.timestamp)
        );
        startWith(keccak256("a"), 1, block.timestamp);
        startWith(keccak256("a"), 1, block.timestamp + 1);
    }

    function test_onlyTheOwnerStartsAirdrops() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        treasury.startAirdrop(keccak256("a"), 1, DEADLINE);
        vm.expectRevert(CommunityTreasury.OwnerIsNeeded.selector);
        vm.prank(ADMIN);
        treasury.renounceOwnership();
    }

    function test_whatWasNotStartedCannotBeUsed() public {
        bytes memory none = abi.encodeWithSelector(CommunityTreasury.NoSuchAirdrop.selector, 0, 0);
        vm.expectRevert(none);
        treasury.claim(0, 0, STRANGER, 1, new bytes32[](0));
        vm.expectRevert(none);
        treasury.close(0);
        vm.expectRevert(none);
        treasury.airdropOf(0);
    }
}
