// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IncentiveFund} from "../../main/solidity/IncentiveFund.sol";
import {Fixture} from "./Fixture.sol";

contract IncentiveFundTest is Fixture {
    uint256 private constant EPOCH = TODAY - 1;
    uint256 private constant CAP = 4 * 10 ** 24;

    function refill(uint256 epochId, uint256 amount) private {
        vm.prank(SETTLER);
        fund.refill(epochId, amount);
    }

    function test_aRefillGoesToThePoolAndIsRecorded() public {
        vm.expectEmit(true, true, true, true);
        emit IncentiveFund.Refilled(EPOCH, 7);
        refill(EPOCH, 7);
        vm.assertEq(token.balanceOf(address(pool)), 10 ** 24 + 7, "pool");
        vm.assertEq(token.balanceOf(address(fund)), 4 * 10 ** 27 - 7, "fund");
        vm.assertEq(fund.refilled(EPOCH), 7, "record");
        vm.assertEq(fund.nextEpoch(), EPOCH + 1, "next");
    }

    function test_theCapIsAShareOfWhatIsLeft() public {
        vm.assertEq(fund.cap(), CAP, "cap");
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.RefillAboveCap.selector, CAP + 1, CAP));
        refill(EPOCH, CAP + 1);
        refill(EPOCH, CAP);
        vm.assertEq(fund.cap(), CAP - CAP / 1000, "the cap shrinks");
    }

    function testFuzz_aRefillIsWithinTheCapOrReverts(uint256 amount) public {
        uint256 before = token.balanceOf(address(fund));
        if (amount > CAP) vm.expectRevert(abi.encodeWithSelector(IncentiveFund.RefillAboveCap.selector, amount, CAP));
        refill(EPOCH, amount);
        vm.assertLe(before - token.balanceOf(address(fund)), CAP, "spent");
    }

    function test_anEpochIsRefilledOnce() public {
        refill(EPOCH - 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.EpochNotIncreasing.selector, EPOCH - 1, EPOCH));
        refill(EPOCH - 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.EpochNotIncreasing.selector, 0, EPOCH));
        refill(0, 1);
    }

    function test_aDayIsRefilledOnlyAfterItEnded() public {
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.EpochNotOver.selector, TODAY, TODAY));
        refill(TODAY, 1);
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.EpochNotOver.selector, type(uint256).max, TODAY));
        refill(type(uint256).max, 1);
    }

    function test_daysBeforeTheFirstAreNotRefilled() public {
        fund = new IncentiveFund(token, address(pool), MAX_REFILL_PPM, EPOCH, ADMIN_DELAY, ADMIN, SETTLER);
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.EpochNotIncreasing.selector, EPOCH - 1, EPOCH));
        refill(EPOCH - 1, 0);
        refill(EPOCH, 0);
    }

    function test_onlyTheSettlerRefills() public {
        bytes32 role = fund.SETTLER_ROLE();
        vm.expectRevert(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, ADMIN, role));
        vm.prank(ADMIN);
        fund.refill(EPOCH, 1);
    }

    function test_aCapOfNothingOrOfMoreThanAllIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.MaxRefillPpm.selector, 0));
        new IncentiveFund(token, address(pool), 0, 0, ADMIN_DELAY, ADMIN, SETTLER);
        vm.expectRevert(abi.encodeWithSelector(IncentiveFund.MaxRefillPpm.selector, 1_000_001));
        new IncentiveFund(token, address(pool), 1_000_001, 0, ADMIN_DELAY, ADMIN, SETTLER);
    }

    function test_whatIsBoughtBackGoesToThePoolAndIsCountedByTheDay() public {
        token.transfer(STRANGER, 12);
        vm.prank(STRANGER);
        token.approve(address(fund), 12);
        vm.expectEmit(true, true, true, true);
        emit IncentiveFund.BoughtBack(TODAY, STRANGER, 5);
        vm.prank(STRANGER);
        fund.fundWith(5);
        vm.prank(STRANGER);
        fund.fundWith(3);
        vm.warp((TODAY + 1) * 1 days);
        vm.prank(STRANGER);
        fund.fundWith(4);
        vm.assertEq(fund.boughtBack(TODAY), 8, "today");
        vm.assertEq(fund.boughtBack(TODAY + 1), 4, "tomorrow");
        vm.assertEq(token.balanceOf(address(pool)), 10 ** 24 + 12, "pool");
        vm.assertEq(token.balanceOf(address(fund)), 4 * 10 ** 27, "the fund's own money, and with it the cap, is as it was");
    }

    function test_nobodyGivesWhatTheyDoNotHave() public {
        vm.expectRevert();
        vm.prank(STRANGER);
        fund.fundWith(1);
        vm.assertEq(fund.boughtBack(TODAY), 0, "counted");
    }
}
