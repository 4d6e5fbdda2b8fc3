// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {ContentRegistry} from "../../main/solidity/ContentRegistry.sol";
import {Fixture} from "./Fixture.sol";

contract ContentRegistryTest is Fixture {
    address private constant MAKER = address(0x3A);
    bytes32 private constant SECRET = keccak256("secret");

    ContentRegistry private registry;
    bytes private cid;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        registry = new ContentRegistry();
        cid = abi.encodePacked(hex"01551220", keccak256("work"));
        id = keccak256(cid);
    }

    function commit(address who) private {
        bytes32 commitment = keccak256(abi.encode(who, cid, SECRET));
        vm.prank(who);
        registry.commit(commitment);
    }

    function register(address who) private {
        vm.prank(who);
        registry.register(cid, SECRET);
    }

    function registered() private {
        commit(MAKER);
        vm.warp(block.timestamp + 60);
        register(MAKER);
    }

    function test_aCidIsRegisteredAMinuteAfterItsCommitmentAndNotASecondEarlier() public {
        uint256 at = block.timestamp;
        bytes32 commitment = registry.commitmentOf(MAKER, cid, SECRET);
        vm.expectEmit(true, true, true, true);
        emit ContentRegistry.Committed(commitment, MAKER);
        commit(MAKER);
        vm.warp(at + 59);
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.NotCommitted.selector, commitment, at, at + 59));
        register(MAKER);
        vm.warp(at + 60);
        vm.expectEmit(true, true, true, true);
        emit ContentRegistry.Registered(id, MAKER, cid);
        register(MAKER);
        vm.assertEq(registry.ownerOf(cid), MAKER, "owner");
    }

    function test_whoReadsTheCidInAWaitingTransactionIsTooLate() public {
        uint256 at = block.timestamp;
        commit(MAKER);
        vm.warp(at + 60);
        commit(STRANGER);
        bytes32 stolen = registry.commitmentOf(STRANGER, cid, SECRET);
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.NotCommitted.selector, stolen, at + 60, at + 60));
        register(STRANGER);
        register(MAKER);
        vm.warp(at + 120);
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.AlreadyRegistered.selector, id, MAKER));
        register(STRANGER);
    }

    function test_aCommitmentIsGoodForItsMakerCidAndSecretOnly() public {
        commit(MAKER);
        vm.warp(block.timestamp + 60);
        bytes32 commitment = registry.commitmentOf(STRANGER, cid, SECRET);
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.NotCommitted.selector, commitment, 0, block.timestamp));
        register(STRANGER);
        commitment = registry.commitmentOf(MAKER, cid, 0);
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.NotCommitted.selector, commitment, 0, block.timestamp));
        vm.prank(MAKER);
        registry.register(cid, 0);
    }

    function test_aCommitmentMadeAgainKeepsItsFirstTime() public {
        uint256 at = block.timestamp;
        commit(MAKER);
        bytes32 commitment = registry.commitmentOf(MAKER, cid, SECRET);
        vm.warp(at + 59);
        vm.prank(STRANGER);
        registry.commit(commitment);
        vm.assertEq(registry.committedAt(commitment), at, "time");
        vm.warp(at + 60);
        register(MAKER);
    }

    function test_oneFormOfACidIsTaken() public {
        bytes[6] memory wrong = [
            bytes(""),
            abi.encodePacked(hex"01551220", bytes31(0)),
            abi.encodePacked(hex"01551220", bytes32(0), hex"00"),
            abi.encodePacked(hex"00551220", bytes32(0)),
            abi.encodePacked(hex"01711220", bytes32(0)),
            bytes("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6")
        ];
        for (uint256 i = 0; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ContentRegistry.WrongCid.selector, wrong[i]));
            registry.idOf(wrong[i]);
        }
        bytes memory folder = abi.encodePacked(hex"01701220", bytes32(0));
        vm.assertEq(registry.idOf(folder), keccak256(folder), "dag-pb");
    }

    function test_aCidChangesHandsInTwoSteps() public {
        registered();
        vm.expectEmit(true, true, true, true);
        emit ContentRegistry.Offered(id, MAKER, STRANGER);
        vm.prank(MAKER);
        registry.offer(cid, STRANGER);
        vm.assertEq(registry.ownerOf(cid), MAKER, "until it is accepted");
        vm.assertEq(registry.offeredTo(cid), STRANGER, "offered");
        vm.expectEmit(true, true, true, true);
        emit ContentRegistry.Transferred(id, MAKER, STRANGER);
        vm.prank(STRANGER);
        registry.accept(cid);
        vm.assertEq(registry.ownerOf(cid), STRANGER, "owner");
        vm.assertEq(registry.offeredTo(cid), address(0), "the offer is over");
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.NotOwner.selector, id, STRANGER));
        vm.prank(MAKER);
        registry.offer(cid, MAKER);
    }

    function test_anOfferTakenBackCannotBeAccepted() public {
        registered();
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.NotOffered.selector, id, address(0)));
        vm.prank(MAKER);
        registry.withdrawOffer(cid);
        vm.prank(MAKER);
        registry.offer(cid, STRANGER);
        vm.expectEmit(true, true, true, true);
        emit ContentRegistry.OfferWithdrawn(id, MAKER, STRANGER);
        vm.prank(MAKER);
        registry.withdrawOffer(cid);
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.NotOffered.selector, id, address(0)));
        vm.prank(STRANGER);
        registry.accept(cid);
    }

    function test_onlyTheOwnerOffersAndOnlyToSomebodyElse() public {
        registered();
        bytes memory notOwner = abi.encodeWithSelector(ContentRegistry.NotOwner.selector, id, MAKER);
        vm.expectRevert(notOwner);
        vm.prank(STRANGER);
        registry.offer(cid, STRANGER);
        vm.expectRevert(notOwner);
        vm.prank(STRANGER);
        registry.withdrawOffer(cid);
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.WrongRecipient.selector, address(0)));
        vm.prank(MAKER);
        registry.offer(cid, address(0));
        vm.expectRevert(abi.encodeWithSelector(ContentRegistry.WrongRecipient.selector, MAKER));
        vm.prank(MAKER);
        registry.offer(cid, MAKER);
    }
}
