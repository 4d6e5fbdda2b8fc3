// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {RewardPool} from "../../main/solidity/RewardPool.sol";
import {Fixture} from "./Fixture.sol";

/// Who has to agree before an epoch is paid, and who may stop it: approvals, the veto, the pause and the cap.
contract ApprovalsTest is Fixture {
    uint256 private constant EPOCH = TODAY - 1;

    bytes[] private packed;
    bytes32 private root;

    function setUp() public override {
        super.setUp();
        packed = [pack(0x1000, 2, 10)];
        root = rootOf(leavesOf(EPOCH, packed));
    }

    function push() private {
        pool.push(EPOCH, 0, packed[0], new bytes32[](0));
    }

    function plan() private view returns (bytes32) {
        return pool.planOf(EPOCH, root, 20, 1, DATA_CID);
    }

    function signed(uint256 key, bytes32 what) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("WeToken RewardPool"),
                keccak256("1"),
                block.chainid,
                address(pool)
            )
        );
        bytes32 content = keccak256(abi.encode(keccak256("Approval(uint256 epochId,bytes32 plan)"), EPOCH, what));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, content)));
        return abi.encodePacked(r, s, v);
    }

    function notApproved(bytes32 wanted, bytes32 approved) private pure returns (bytes memory) {
        return abi.encodeWithSelector(RewardPool.NotApproved.selector, EPOCH, wanted, approved);
    }

    function refused(address who, bytes32 role) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, who, role);
    }

    function test_whatNobodyApprovedIsNotCommitted() public {
        vm.expectRevert(notApproved(plan(), 0));
        propose(EPOCH, root, 20, 1);
    }

    function test_exactlyWhatWasApprovedIsCommitted() public {
        approve(EPOCH, root, 20, 1);
        bytes32 approved = plan();
        vm.expectRevert(notApproved(pool.planOf(EPOCH, root, 21, 1, DATA_CID), approved));
        propose(EPOCH, root, 21, 1);
        vm.expectRevert(notApproved(pool.planOf(EPOCH, root, 20, 2, DATA_CID), approved));
        propose(EPOCH, root, 20, 2);
        vm.expectRevert(notApproved(pool.planOf(EPOCH, keccak256("other"), 20, 1, DATA_CID), approved));
        propose(EPOCH, keccak256("other"), 20, 1);
        vm.expectRevert(notApproved(pool.planOf(EPOCH, root, 20, 1, hex"01"), approved));
        vm.prank(SETTLER);
        pool.commitEpoch(EPOCH, root, 20, 1, hex"01");
        propose(EPOCH, root, 20, 1);
    }

    function test_theLastApprovalCounts() public {
        approve(EPOCH, root, 20, 1);
        approve(EPOCH, keccak256("other"), 20, 1);
        vm.expectRevert(notApproved(plan(), pool.approvedPlan(EPOCH)));
        propose(EPOCH, root, 20, 1);
        approve(EPOCH, root, 20, 1);
        propose(EPOCH, root, 20, 1);
    }

    function test_onlyAnApproverApproves() public {
        bytes32 role = pool.APPROVER_ROLE();
        bytes32 wanted = plan();
        vm.expectRevert(refused(SETTLER, role));
        vm.prank(SETTLER);
        pool.approveEpoch(EPOCH, wanted);
        vm.expectRevert(refused(SETTLER, role));
        vm.prank(SETTLER);
        pool.withdrawApproval(EPOCH);
    }

    function test_anybodyBringsAnApproversSignature() public {
        bytes32 wanted = plan();
        bytes memory signature = signed(APPROVER_KEY, wanted);
        vm.expectEmit(true, true, true, true);
        emit RewardPool.EpochApproved(EPOCH, wanted, APPROVER);
        vm.prank(STRANGER);
        pool.approveEpochBySignature(EPOCH, wanted, APPROVER, signature);
        propose(EPOCH, root, 20, 1);
    }

    function test_aSignatureOfSomebodyElseOrForSomethingElseIsRefused() public {
        bytes32 wanted = plan();
        bytes memory signature = signed(APPROVER_KEY, wanted);
        bytes memory byStranger = signed(0xBAD, wanted);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongSignature.selector, EPOCH, APPROVER));
        pool.approveEpochBySignature(EPOCH, wanted, APPROVER, byStranger);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongSignature.selector, EPOCH, APPROVER));
        pool.approveEpochBySignature(EPOCH, keccak256("other"), APPROVER, signature);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongSignature.selector, EPOCH - 1, APPROVER));
        pool.approveEpochBySignature(EPOCH - 1, wanted, APPROVER, signature);
        address stranger = vm.addr(0xBAD);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NoApprover.selector, stranger));
        pool.approveEpochBySignature(EPOCH, wanted, stranger, byStranger);
    }

    function test_whatWasTakenBackCannotBeBroughtAgain() public {
        bytes32 wanted = plan();
        bytes memory signature = signed(APPROVER_KEY, wanted);
        pool.approveEpochBySignature(EPOCH, wanted, APPROVER, signature);
        vm.expectEmit(true, true, true, true);
        emit RewardPool.ApprovalWithdrawn(EPOCH, APPROVER);
        vm.prank(APPROVER);
        pool.withdrawApproval(EPOCH);
        pool.approveEpochBySignature(EPOCH, wanted, APPROVER, signature);
        vm.expectRevert(notApproved(plan(), wanted));
        propose(EPOCH, root, 20, 1);
    }

    function test_whatIsCommittedIsNeitherApprovedNorTakenBackAgain() public {
        open(EPOCH, root, 20, 1);
        bytes memory over = abi.encodeWithSelector(RewardPool.EpochNotIncreasing.selector, EPOCH, EPOCH + 1);
        bytes32 wanted = plan();
        vm.expectRevert(over);
        vm.prank(APPROVER);
        pool.approveEpoch(EPOCH, wanted);
        vm.expectRevert(over);
        vm.prank(APPROVER);
        pool.withdrawApproval(EPOCH);
    }

    function test_noKeyHasBothRoles() public {
        (bytes32 proposer, bytes32 approver) = (pool.PROPOSER_ROLE(), pool.APPROVER_ROLE());
        vm.expectRevert(abi.encodeWithSelector(RewardPool.SameKey.selector, SETTLER));
        vm.prank(ADMIN);
        pool.grantRole(approver, SETTLER);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.SameKey.selector, APPROVER));
        vm.prank(ADMIN);
        pool.grantRole(proposer, APPROVER);
        RewardPool.Roles memory same = roles();
        same.approver = SETTLER;
        vm.expectRevert(abi.encodeWithSelector(RewardPool.SameKey.selector, SETTLER));
        new RewardPool(token, EPOCH_CAP, VETO_DELAY, ADMIN_DELAY, same);
        vm.prank(ADMIN);
        pool.grantRole(approver, STRANGER);
    }

    function test_nothingIsPaidBeforeTheVetoWindowEnds() public {
        approve(EPOCH, root, 20, 1);
        propose(EPOCH, root, 20, 1);
        uint256 opensAt = block.timestamp + VETO_DELAY;
        vm.warp(opensAt - 1);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotOpen.selector, EPOCH, opensAt));
        push();
        vm.warp(opensAt);
        push();
        vm.assertTrue(pool.isPaid(EPOCH, 0), "paid");
    }

    function test_theGuardianVetoesUntilTheEpochOpens() public {
        approve(EPOCH, root, 20, 1);
        propose(EPOCH, root, 20, 1);
        vm.warp(block.timestamp + VETO_DELAY - 1);
        vm.expectEmit(true, true, true, true);
        emit RewardPool.EpochVetoed(EPOCH, root, 20);
        vm.prank(GUARDIAN);
        pool.vetoEpoch(EPOCH);
        vm.assertEq(pool.reserved(), 0, "reserved");
        vm.assertEq(pool.dataCidOf(EPOCH).length, 0, "data");
        vm.warp(block.timestamp + VETO_DELAY);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotCommitted.selector, EPOCH));
        push();
    }

    function test_whatIsOpenCannotBeVetoed() public {
        open(EPOCH, root, 20, 1);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochOpen.selector, EPOCH, block.timestamp));
        vm.prank(GUARDIAN);
        pool.vetoEpoch(EPOCH);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotCommitted.selector, EPOCH + 1));
        vm.prank(GUARDIAN);
        pool.vetoEpoch(EPOCH + 1);
    }

    function test_afterAVetoNobodyIsForgottenAndNothingGoesByTheOldApproval() public {
        approve(EPOCH, root, 20, 1);
        bytes32 before = plan();
        propose(EPOCH, root, 20, 1);
        vm.prank(GUARDIAN);
        pool.vetoEpoch(EPOCH);
        vm.expectRevert(notApproved(plan(), 0));
        propose(EPOCH, root, 20, 1);
        vm.assertTrue(plan() != before, "another round, another plan");
        open(EPOCH, root, 20, 1);
        push();
        vm.assertEq(token.balanceOf(address(0x1000)), 10, "paid in the end");
        vm.assertEq(pool.nextEpoch(), EPOCH + 1, "next");
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochNotIncreasing.selector, EPOCH, EPOCH + 1));
        propose(EPOCH, root, 20, 1);
    }

    function test_aVetoedDayIsCommittedEvenAfterALaterOne() public {
        approve(EPOCH - 1, root, 20, 1);
        propose(EPOCH - 1, root, 20, 1);
        approve(EPOCH, root, 20, 1);
        propose(EPOCH, root, 20, 1);
        vm.prank(GUARDIAN);
        pool.vetoEpoch(EPOCH - 1);
        open(EPOCH - 1, root, 20, 1);
        vm.assertEq(pool.nextEpoch(), EPOCH + 1, "next");
        vm.assertEq(pool.reserved(), 40, "reserved");
    }

    function test_onlyTheGuardianVetoesAndPauses() public {
        bytes32 role = pool.GUARDIAN_ROLE();
        vm.expectRevert(refused(STRANGER, role));
        vm.prank(STRANGER);
        pool.vetoEpoch(EPOCH);
        vm.expectRevert(refused(STRANGER, role));
        vm.prank(STRANGER);
        pool.pause();
    }

    function test_aPauseStopsCommitmentsAndPaymentsUntilTheAdminEndsIt() public {
        open(EPOCH - 1, root, 20, 1);
        approve(EPOCH, root, 20, 1);
        vm.prank(GUARDIAN);
        pool.pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        push();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        propose(EPOCH, root, 20, 1);
        vm.expectRevert(refused(GUARDIAN, 0));
        vm.prank(GUARDIAN);
        pool.unpause();
        vm.prank(ADMIN);
        pool.unpause();
        open(EPOCH, root, 20, 1);
        push();
    }

    function test_noEpochPaysMoreThanTheCap() public {
        vm.prank(ADMIN);
        pool.setEpochCap(19);
        approve(EPOCH, root, 20, 1);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.TotalAboveCap.selector, 20, 19));
        propose(EPOCH, root, 20, 1);
        vm.expectRevert(refused(SETTLER, 0));
        vm.prank(SETTLER);
        pool.setEpochCap(20);
        vm.prank(ADMIN);
        pool.setEpochCap(20);
        propose(EPOCH, root, 20, 1);
    }

    function test_aCommitmentNamesItsData() public {
        vm.expectRevert(abi.encodeWithSelector(RewardPool.DataCidLength.selector, 0));
        vm.prank(SETTLER);
        pool.commitEpoch(EPOCH, root, 20, 1, "");
        vm.expectRevert(abi.encodeWithSelector(RewardPool.DataCidLength.selector, 65));
        vm.prank(SETTLER);
        pool.commitEpoch(EPOCH, root, 20, 1, new bytes(65));
        bytes memory longest = new bytes(64);
        bytes32 wanted = pool.planOf(EPOCH, root, 20, 1, longest);
        vm.prank(APPROVER);
        pool.approveEpoch(EPOCH, wanted);
        vm.prank(SETTLER);
        pool.commitEpoch(EPOCH, root, 20, 1, longest);
    }
}
