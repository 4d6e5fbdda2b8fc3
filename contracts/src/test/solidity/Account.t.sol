// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Account} from "../../main/solidity/Account.sol";
import {AccountFactory} from "../../main/solidity/AccountFactory.sol";
import {Typed} from "./Typed.sol";

contract AccountTest is Typed {
    bytes4 private constant YES = 0x1626ba7e;
    string private constant LETTER = "Letter(string text)";

    AccountFactory private factory;
    Account private account;
    address private ann;
    address private bob;

    function setUp() public override {
        super.setUp();
        (ann, bob) = (vm.addr(ANN_KEY), vm.addr(BOB_KEY));
        factory = new AccountFactory();
        account = Account(payable(factory.create(ann, 0)));
        token.transfer(address(account), 100);
    }

    function paying(uint256 amount) private view returns (bytes memory) {
        return abi.encodeCall(token.transfer, (address(0xBEEF), amount));
    }

    function handOver(address from, address to) private {
        vm.prank(from);
        account.transferOwnership(to);
        vm.prank(to);
        account.acceptOwnership();
    }

    function test_theOwnerCallsAndSendsEtherInTheAccountsName() public {
        vm.deal(address(this), 5);
        (bool received,) = address(account).call{value: 5}("");
        vm.assertTrue(received, "the account takes ether");
        vm.prank(ann);
        bytes memory returned = account.execute(address(token), 0, paying(40));
        vm.assertTrue(abi.decode(returned, (bool)), "what the call returned");
        vm.assertEq(token.balanceOf(address(0xBEEF)), 40, "tokens");
        vm.expectEmit(true, true, true, true);
        emit Account.Executed(address(0xBEEF), 5, "");
        vm.prank(ann);
        account.execute(address(0xBEEF), 5, "");
        vm.assertEq(address(0xBEEF).balance, 5, "ether, to an address without code");
    }

    function test_onlyTheOwnerActsForAnAccount() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        account.execute(address(token), 0, paying(1));
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        account.transferOwnership(STRANGER);
        vm.expectRevert(Account.OwnerIsNeeded.selector);
        vm.prank(ann);
        account.renounceOwnership();
    }

    function test_aRefusedCallIsRefusedWithItsReason() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(account)));
        vm.prank(ann);
        account.execute(address(this), 0, abi.encodeCall(this.refuse, ()));
    }

    function refuse() external view {
        revert Ownable.OwnableUnauthorizedAccount(msg.sender);
    }

    function test_aSignedCallIsMadeByAnybodyOnceUntilTheLastSecond() public {
        uint256 deadline = block.timestamp + 100;
        bytes memory signature = signedCall(ANN_KEY, address(account), address(token), 0, paying(7), 0, deadline);
        vm.warp(deadline);
        vm.prank(STRANGER);
        account.executeSigned(address(token), 0, paying(7), deadline, signature);
        vm.assertEq(token.balanceOf(address(0xBEEF)), 7, "paid");
        bytes memory call = paying(7);
        vm.expectRevert(abi.encodeWithSelector(Account.WrongSignature.selector, ann, 1));
        account.executeSigned(address(token), 0, call, deadline, signature);

        signature = signedCall(ANN_KEY, address(account), address(token), 0, paying(7), 1, deadline);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(Account.SignatureExpired.selector, deadline, deadline + 1));
        account.executeSigned(address(token), 0, call, deadline, signature);
    }

    function test_aSignatureIsGoodForWhatWasSignedOnly() public {
        uint256 deadline = block.timestamp;
        bytes memory call = paying(7);
        bytes memory signature = signedCall(ANN_KEY, address(account), address(token), 0, call, 0, deadline);
        bytes memory wrong = abi.encodeWithSelector(Account.WrongSignature.selector, ann, 0);
        vm.expectRevert(wrong);
        account.executeSigned(address(this), 0, call, deadline, signature);
        vm.expectRevert(wrong);
        account.executeSigned(address(token), 1, call, deadline, signature);
        vm.expectRevert(wrong);
        account.executeSigned(address(token), 0, "", deadline, signature);
        vm.expectRevert(wrong);
        account.executeSigned(address(token), 0, call, deadline + 1, signature);

        Account second = Account(payable(factory.create(ann, bytes32(uint256(1)))));
        vm.expectRevert(wrong);
        second.executeSigned(address(token), 0, call, deadline, signature);

        signature = signedCall(BOB_KEY, address(account), address(token), 0, call, 0, deadline);
        vm.expectRevert(wrong);
        account.executeSigned(address(token), 0, call, deadline, signature);
    }

    function test_anAccountIsHandedOverInTwoSteps() public {
        vm.prank(ann);
        account.transferOwnership(bob);
        vm.assertEq(account.owner(), ann, "until it is accepted");
        vm.prank(bob);
        account.acceptOwnership();
        vm.assertEq(account.owner(), bob, "owner");
        bytes memory call = paying(1);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, ann));
        vm.prank(ann);
        account.execute(address(token), 0, call);
    }

    function test_anAccountIsHandedOverAndAcceptedBySignaturesAlone() public {
        uint256 deadline = block.timestamp;
        bytes memory offer = abi.encodeCall(account.transferOwnership, (bob));
        account.executeSigned(
            address(account),
            0,
            offer,
            deadline,
            signedCall(ANN_KEY, address(account), address(account), 0, offer, 0, deadline)
        );
        bytes memory accepted = acceptedBy(BOB_KEY, bob, 1, deadline);
        vm.expectRevert(abi.encodeWithSelector(Account.SignatureExpired.selector, deadline, deadline + 1));
        vm.warp(deadline + 1);
        account.acceptOwnershipSigned(deadline, accepted);
        vm.warp(deadline);
        vm.prank(STRANGER);
        account.acceptOwnershipSigned(deadline, accepted);
        vm.assertEq(account.owner(), bob, "owner");
        vm.expectRevert(abi.encodeWithSelector(Account.WrongSignature.selector, address(0), 2));
        account.acceptOwnershipSigned(deadline, accepted);
    }

    function test_onlyTheComingOwnerAccepts() public {
        vm.prank(ann);
        account.transferOwnership(bob);
        bytes memory accepted = acceptedBy(ANN_KEY, bob, 0, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(Account.WrongSignature.selector, bob, 0));
        account.acceptOwnershipSigned(block.timestamp, accepted);
    }

    function acceptedBy(uint256 key, address coming, uint256 nonce, uint256 deadline) private view returns (bytes memory) {
        bytes32 typeHash = keccak256("Accept(address owner,uint256 nonce,uint256 deadline)");
        return signed(
            key,
            separator("WeToken Account", address(account)),
            keccak256(abi.encode(typeHash, coming, nonce, deadline))
        );
    }

    function test_theAccountSignsTypedMessagesForOthers() public view {
        bytes32 domain = separator("Post", STRANGER);
        bytes32 letter = keccak256(abi.encode(keccak256(bytes(LETTER)), keccak256("hello")));
        bytes32 hash = keccak256(abi.encodePacked("\x19\x01", domain, letter));
        vm.assertTrue(valid(hash, nested(ANN_KEY, address(account), domain, letter, LETTER)), "ann's");
        vm.assertTrue(!valid(hash, nested(BOB_KEY, address(account), domain, letter, LETTER)), "bob's");
        vm.assertTrue(!valid(hash, nested(ANN_KEY, bob, domain, letter, LETTER)), "for another account of ann's");
        vm.assertTrue(!valid(hash, packed(ANN_KEY, hash)), "bound to no account");
    }

    function test_theAccountSignsPlainMessages() public view {
        bytes32 hash = keccak256("\x19Ethereum Signed Message:\n5hello");
        bytes32 structHash = keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), hash));
        vm.assertTrue(valid(hash, signed(ANN_KEY, separator("WeToken Account", address(account)), structHash)), "ann's");
        vm.assertTrue(!valid(hash, packed(ANN_KEY, hash)), "bound to no account");
        vm.assertTrue(!valid(hash, ""), "empty");
    }

    function test_theOwnerMayBeAnAccountItself() public {
        Account office = Account(payable(factory.create(bob, 0)));
        handOver(ann, address(office));
        bytes32 typeHash = keccak256("Execute(address target,uint256 value,bytes data,uint256 nonce,uint256 deadline)");
        bytes32 call = keccak256(abi.encode(typeHash, address(token), 0, keccak256(paying(3)), 0, block.timestamp));
        bytes memory signature = nested(
            BOB_KEY,
            address(office),
            separator("WeToken Account", address(account)),
            call,
            "Execute(address target,uint256 value,bytes data,uint256 nonce,uint256 deadline)"
        );
        account.executeSigned(address(token), 0, paying(3), block.timestamp, signature);
        vm.assertEq(token.balanceOf(address(0xBEEF)), 3, "paid");
    }

    function test_theImplementationBelongsToNobody() public {
        Account implementation = Account(payable(factory.IMPLEMENTATION()));
        vm.assertEq(implementation.owner(), address(0), "owner");
        vm.expectRevert(abi.encodeWithSelector(Account.NotFactory.selector, STRANGER));
        vm.prank(STRANGER);
        implementation.initialize(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        implementation.execute(address(token), 0, "");
        vm.expectRevert(abi.encodeWithSelector(Account.WrongSignature.selector, address(0), 0));
        implementation.executeSigned(address(token), 0, "", block.timestamp, new bytes(65));
    }

    function test_nobodyNamesAnOwnerAgain() public {
        vm.expectRevert(abi.encodeWithSelector(Account.NotFactory.selector, ann));
        vm.prank(ann);
        account.initialize(STRANGER);
    }

    function valid(bytes32 hash, bytes memory signature) private view returns (bool) {
        return account.isValidSignature(hash, signature) == YES;
    }
}
