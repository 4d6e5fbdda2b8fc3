// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Account} from "../../main/solidity/Account.sol";
import {AccountFactory} from "../../main/solidity/AccountFactory.sol";
import {Fixture} from "./Fixture.sol";

contract AccountFactoryTest is Fixture {
    AccountFactory private factory;

    function setUp() public override {
        super.setUp();
        factory = new AccountFactory(ADMIN);
    }

    function testFuzz_whatWasPaidBeforeTheAccountExistedBelongsToItsOwner(bytes32 salt, address owner) public {
        vm.assume(owner != address(0) && owner.code.length == 0);
        address where = factory.addressOf(salt);
        token.transfer(where, 5);

        vm.prank(ADMIN);
        address created = factory.create(salt, owner);
        vm.assertEq(created, where, "address");
        vm.assertEq(Account(payable(created)).owner(), owner, "owner");
        vm.assertEq(factory.ownerOfNext(), address(0), "nothing is left behind");

        bytes memory call = abi.encodeCall(token.transfer, (address(0xBEEF), 5));
        vm.prank(owner);
        Account(payable(created)).execute(address(token), 0, call);
        vm.assertEq(token.balanceOf(address(0xBEEF)), 5, "moved");
    }

    function test_anAccountIsCreatedOnceByThePlatformOnly() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        factory.create(0, STRANGER);
        vm.expectRevert(AccountFactory.ZeroOwner.selector);
        vm.prank(ADMIN);
        factory.create(0, address(0));
        vm.prank(ADMIN);
        factory.create(0, STRANGER);
        vm.expectRevert();
        vm.prank(ADMIN);
        factory.create(0, STRANGER);
    }

    function test_onlyTheOwnerActsForAnAccount() public {
        vm.prank(ADMIN);
        Account account = Account(payable(factory.create(0, STRANGER)));
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, ADMIN));
        vm.prank(ADMIN);
        account.execute(address(token), 0, "");
    }
}
