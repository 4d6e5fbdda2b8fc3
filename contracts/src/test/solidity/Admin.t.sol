// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {IAccessControlDefaultAdminRules} from
    "@openzeppelin/contracts/access/extensions/IAccessControlDefaultAdminRules.sol";
import {AdminTimelock} from "../../main/solidity/AdminTimelock.sol";
import {RewardPool} from "../../main/solidity/RewardPool.sol";
import {Fixture} from "./Fixture.sol";

/// What the admin does is announced first, and the admin is handed over in two steps.
contract AdminTest is Fixture {
    uint256 private constant DELAY = 2 days;
    AdminTimelock private timelock;

    function setUp() public override {
        super.setUp();
        timelock = new AdminTimelock(DELAY, ADMIN);
        RewardPool.Roles memory who = roles();
        who.admin = address(timelock);
        pool = new RewardPool(token, EPOCH_CAP, VETO_DELAY, ADMIN_DELAY, who);
    }

    function test_whatTheAdminDoesWasAnnounced() public {
        bytes memory act = abi.encodeCall(pool.setEpochCap, (7));
        vm.expectRevert();
        vm.prank(ADMIN);
        pool.setEpochCap(7);
        vm.expectRevert();
        vm.prank(STRANGER);
        timelock.schedule(address(pool), 0, act, 0, 0, DELAY);
        vm.expectRevert();
        vm.prank(ADMIN);
        timelock.schedule(address(pool), 0, act, 0, 0, DELAY - 1);

        vm.prank(ADMIN);
        timelock.schedule(address(pool), 0, act, 0, 0, DELAY);
        vm.warp(block.timestamp + DELAY - 1);
        vm.expectRevert();
        vm.prank(ADMIN);
        timelock.execute(address(pool), 0, act, 0, 0);
        vm.warp(block.timestamp + 1);
        vm.expectRevert();
        vm.prank(STRANGER);
        timelock.execute(address(pool), 0, act, 0, 0);
        vm.prank(ADMIN);
        timelock.execute(address(pool), 0, act, 0, 0);
        vm.assertEq(pool.epochCap(), 7, "cap");
    }

    function test_theAdminIsHandedOverInTwoStepsAndNotAtOnce() public {
        vm.prank(address(timelock));
        pool.beginDefaultAdminTransfer(STRANGER);
        vm.warp(block.timestamp + ADMIN_DELAY);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessControlDefaultAdminRules.AccessControlEnforcedDefaultAdminDelay.selector, block.timestamp
            )
        );
        vm.prank(STRANGER);
        pool.acceptDefaultAdminTransfer();
        vm.warp(block.timestamp + 1);
        vm.expectRevert();
        vm.prank(GUARDIAN);
        pool.acceptDefaultAdminTransfer();
        vm.prank(STRANGER);
        pool.acceptDefaultAdminTransfer();
        vm.assertEq(pool.defaultAdmin(), STRANGER, "admin");
    }
}
