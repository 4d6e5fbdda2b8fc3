// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {AccountFactory} from "../../main/solidity/AccountFactory.sol";
import {RewardRedirects} from "../../main/solidity/RewardRedirects.sol";
import {Typed} from "./Typed.sol";

contract RewardRedirectsTest is Typed {
    string private constant TYPE = "Redirect(address account,address to,uint256 nonce,uint256 deadline)";

    AccountFactory private factory;
    RewardRedirects private redirects;
    address private ann;
    address private account;

    function setUp() public override {
        super.setUp();
        factory = new AccountFactory();
        redirects = new RewardRedirects(factory);
        ann = vm.addr(ANN_KEY);
        account = factory.addressOf(ann, 0);
    }

    function content(address whose, address to, uint256 nonce, uint256 deadline) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(bytes(TYPE)), whose, to, nonce, deadline));
    }

    function plain(uint256 key, address whose, address to, uint256 nonce, uint256 deadline) private view returns (bytes memory) {
        return signed(key, domain(), content(whose, to, nonce, deadline));
    }

    function domain() private view returns (bytes32) {
        return separator("WeToken RewardRedirects", address(redirects));
    }

    function test_rewardsGoToTheAccountUntilItSaysOtherwise() public view {
        vm.assertEq(redirects.recipientOf(account), account, "at first");
        vm.assertEq(redirects.sinceBlock(account), 0, "never");
    }

    function test_theBoundOwnerRedirectsAnAccountThatIsNotOnTheChain() public {
        bytes memory signature = plain(ANN_KEY, account, STRANGER, 0, block.timestamp);
        vm.roll(77);
        vm.expectEmit(true, true, true, true);
        emit RewardRedirects.Redirected(account, STRANGER, 77);
        redirects.redirectBound(ann, 0, STRANGER, block.timestamp, signature);
        vm.assertEq(redirects.recipientOf(account), STRANGER, "recipient");
        vm.assertEq(redirects.sinceBlock(account), 77, "block");
        vm.expectRevert(abi.encodeWithSelector(RewardRedirects.WrongSignature.selector, account, 1));
        redirects.redirectBound(ann, 0, STRANGER, block.timestamp, signature);
    }

    function test_anAccountOnTheChainAnswersForItself() public {
        factory.create(ann, 0);
        bytes memory bound = plain(ANN_KEY, account, STRANGER, 0, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(RewardRedirects.AccountExists.selector, account));
        redirects.redirectBound(ann, 0, STRANGER, block.timestamp, bound);
        vm.expectRevert(abi.encodeWithSelector(RewardRedirects.WrongSignature.selector, account, 0));
        redirects.redirect(account, STRANGER, block.timestamp, bound);

        bytes32 what = content(account, STRANGER, 0, block.timestamp);
        redirects.redirect(account, STRANGER, block.timestamp, nested(ANN_KEY, account, domain(), what, TYPE));
        vm.assertEq(redirects.recipientOf(account), STRANGER, "recipient");
    }

    function test_aKeyRedirectsItsOwnRewardsUntilTheLastSecond() public {
        uint256 deadline = block.timestamp + 100;
        bytes memory signature = plain(ANN_KEY, ann, STRANGER, 0, deadline);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(RewardRedirects.SignatureExpired.selector, deadline, deadline + 1));
        redirects.redirect(ann, STRANGER, deadline, signature);
        vm.warp(deadline);
        redirects.redirect(ann, STRANGER, deadline, signature);
        vm.assertEq(redirects.recipientOf(ann), STRANGER, "recipient");
    }

    function test_aSignatureIsGoodForItsAccountAndRecipientOnly() public {
        bytes memory signature = plain(ANN_KEY, account, STRANGER, 0, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(RewardRedirects.WrongSignature.selector, account, 0));
        redirects.redirectBound(ann, 0, ADMIN, block.timestamp, signature);
        vm.expectRevert(
            abi.encodeWithSelector(RewardRedirects.WrongSignature.selector, factory.addressOf(ann, bytes32(uint256(1))), 0)
        );
        redirects.redirectBound(ann, bytes32(uint256(1)), STRANGER, block.timestamp, signature);
        signature = plain(BOB_KEY, account, STRANGER, 0, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(RewardRedirects.WrongSignature.selector, account, 0));
        redirects.redirectBound(ann, 0, STRANGER, block.timestamp, signature);
    }

    function test_aRedirectByTheAccountItselfUndoesWhatWasSignedBefore() public {
        bytes memory before = plain(ANN_KEY, ann, STRANGER, 0, block.timestamp);
        vm.prank(ann);
        redirects.redirectMine(ADMIN);
        vm.assertEq(redirects.recipientOf(ann), ADMIN, "recipient");
        vm.expectRevert(abi.encodeWithSelector(RewardRedirects.WrongSignature.selector, ann, 1));
        redirects.redirect(ann, STRANGER, block.timestamp, before);
    }

    function test_aRedirectIsEndedByNamingTheAccount() public {
        vm.prank(ann);
        redirects.redirectMine(STRANGER);
        vm.expectRevert(RewardRedirects.ZeroRecipient.selector);
        vm.prank(ann);
        redirects.redirectMine(address(0));
        vm.prank(ann);
        redirects.redirectMine(ann);
        vm.assertEq(redirects.recipientOf(ann), ann, "recipient");
    }
}
