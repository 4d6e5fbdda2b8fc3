// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {VestingWalletCliff} from "@openzeppelin/contracts/finance/VestingWalletCliff.sol";
import {AllocationWallet} from "../../main/solidity/AllocationWallet.sol";
import {Fixture} from "./Fixture.sol";

contract AllocationWalletTest is Fixture {
    address private constant TEAM = address(0x7EA);
    uint64 private constant START = uint64(TODAY * 1 days);
    uint64 private constant YEAR = 365 days;
    uint256 private constant SHARE = 4 * 10 ** 26;

    AllocationWallet private wallet;

    function setUp() public override {
        super.setUp();
        wallet = new AllocationWallet(TEAM, START, 4 * YEAR, YEAR);
        token.transfer(address(wallet), SHARE);
    }

    function releasedAt(uint256 when) private returns (uint256) {
        vm.warp(when);
        vm.prank(STRANGER);
        wallet.release(address(token));
        return token.balanceOf(TEAM);
    }

    function test_nothingIsReleasedInTheLastSecondBeforeTheCliffAndAYearsShareInTheNext() public {
        vm.assertEq(releasedAt(START + YEAR - 1), 0, "before");
        vm.assertEq(releasedAt(START + YEAR), SHARE / 4, "at the cliff");
        vm.assertEq(releasedAt(START + 2 * YEAR), SHARE / 2, "half of the time");
    }

    function test_allIsReleasedAtTheEndAndNotASecondEarlier() public {
        vm.assertLt(releasedAt(START + 4 * YEAR - 1), SHARE, "a second before the end");
        vm.assertEq(releasedAt(START + 4 * YEAR), SHARE, "at the end");
        vm.assertEq(releasedAt(START + 40 * YEAR), SHARE, "long after");
    }

    function test_withoutACliffItStartsAtTheStart() public {
        wallet = new AllocationWallet(TEAM, START, 4 * YEAR, 0);
        token.transfer(address(wallet), SHARE);
        vm.assertEq(releasedAt(START - 1), 0, "before");
        vm.assertEq(releasedAt(START), 0, "at the start");
        vm.assertEq(releasedAt(START + 1), SHARE / (4 * YEAR), "a second after");
    }

    function test_aCliffAfterTheEndIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(VestingWalletCliff.InvalidCliffDuration.selector, YEAR + 1, YEAR));
        new AllocationWallet(TEAM, START, YEAR, YEAR + 1);
    }

    function testFuzz_whatIsReleasedNeverRunsAheadOfTheTime(uint32 first, uint32 second) public {
        uint256 early = START + uint256(first) % (5 * YEAR);
        uint256 late = early + uint256(second) % YEAR;
        uint256 before = releasedAt(early);
        uint256 after_ = releasedAt(late);
        vm.assertLe(before, after_, "it never goes back");
        uint256 elapsed = late - START;
        vm.assertEq(after_, elapsed < YEAR ? 0 : elapsed >= 4 * YEAR ? SHARE : SHARE * elapsed / (4 * YEAR), "in proportion");
        vm.assertEq(after_ + token.balanceOf(address(wallet)), SHARE, "nothing is lost");
    }

    function test_theShareChangesHandsInTwoSteps() public {
        vm.prank(TEAM);
        wallet.transferOwnership(STRANGER);
        vm.assertEq(wallet.owner(), TEAM, "until it is accepted");
        vm.assertEq(wallet.pendingOwner(), STRANGER, "offered");
        vm.prank(STRANGER);
        wallet.acceptOwnership();
        releasedAt(START + YEAR);
        vm.assertEq(token.balanceOf(STRANGER), SHARE / 4, "the new owner is paid");
    }

    function test_onlyTheOwnerMayGiveTheShareAwayAndNobodyMayThrowItAway() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        wallet.transferOwnership(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        wallet.acceptOwnership();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        wallet.renounceOwnership();
        vm.expectRevert(AllocationWallet.OwnerIsNeeded.selector);
        vm.prank(TEAM);
        wallet.renounceOwnership();
    }
}
