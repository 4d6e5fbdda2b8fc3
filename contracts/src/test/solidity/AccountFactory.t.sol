// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Account} from "../../main/solidity/Account.sol";
import {AccountFactory} from "../../main/solidity/AccountFactory.sol";
import {Typed} from "./Typed.sol";

contract AccountFactoryTest is Typed {
    AccountFactory private factory;

    function setUp() public override {
        super.setUp();
        factory = new AccountFactory();
    }

    function testFuzz_whatWasPaidBeforeTheAccountExistedBelongsToItsOwner(bytes32 salt, address owner, address creator) public {
        vm.assume(owner != address(0) && owner.code.length == 0);
        address where = factory.addressOf(owner, salt);
        token.transfer(where, 5);

        vm.prank(creator);
        address created = factory.create(owner, salt);
        vm.assertEq(created, where, "address");
        vm.assertEq(Account(payable(created)).owner(), owner, "owner, whoever created it");

        bytes memory call = abi.encodeCall(token.transfer, (address(0xBEEF), 5));
        vm.prank(owner);
        Account(payable(created)).execute(address(token), 0, call);
        vm.assertEq(token.balanceOf(address(0xBEEF)), 5, "moved");
    }

    function testFuzz_ownersAndSaltsEachHaveTheirOwnAddress(address a, address b, bytes32 x, bytes32 y) public view {
        vm.assertEq(factory.addressOf(a, x) == factory.addressOf(b, y), a == b && x == y, "address");
    }

    function test_anAccountIsCreatedOnceAndFoundAgain() public {
        vm.expectEmit(true, true, true, true);
        emit AccountFactory.AccountCreated(factory.addressOf(STRANGER, 0), STRANGER, 0);
        address created = factory.create(STRANGER, 0);
        vm.prank(STRANGER);
        Account(payable(created)).transferOwnership(ADMIN);
        vm.prank(ADMIN);
        Account(payable(created)).acceptOwnership();
        vm.assertEq(factory.create(STRANGER, 0), created, "found");
        vm.assertEq(Account(payable(created)).owner(), ADMIN, "and left as it is");
        vm.expectRevert(AccountFactory.ZeroOwner.selector);
        factory.create(address(0), 0);
    }

    function test_theFirstUseCreatesTheAccountAndLaterOnesUseIt() public {
        address ann = vm.addr(ANN_KEY);
        address account = factory.addressOf(ann, "salt");
        token.transfer(account, 10);
        for (uint256 nonce = 0; nonce < 2; ++nonce) {
            bytes memory call = abi.encodeCall(token.transfer, (address(0xBEEF), 5));
            bytes memory signature = signedCall(ANN_KEY, account, address(token), 0, call, nonce, block.timestamp);
            vm.prank(STRANGER);
            factory.createAndExecute(ann, "salt", address(token), 0, call, block.timestamp, signature);
        }
        vm.assertEq(token.balanceOf(address(0xBEEF)), 10, "moved");
        vm.assertEq(Account(payable(account)).nonce(), 2, "two signatures");
    }

    function test_aWrongSignatureCreatesNothing() public {
        address ann = vm.addr(ANN_KEY);
        address account = factory.addressOf(ann, 0);
        bytes memory signature = signedCall(BOB_KEY, account, address(token), 0, "", 0, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(Account.WrongSignature.selector, ann, 0));
        factory.createAndExecute(ann, 0, address(token), 0, "", block.timestamp, signature);
        vm.assertEq(account.code.length, 0, "code");
    }
}
