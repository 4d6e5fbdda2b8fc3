// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IncentiveFund} from "../../main/solidity/IncentiveFund.sol";
import {Tips} from "../../main/solidity/Tips.sol";
import {Typed} from "./Typed.sol";

contract TipsTest is Typed {
    address private constant TREASURY = address(0xF1);
    address private constant MAKER = address(0x3A);
    bytes private constant WORK = "work";

    Tips private tips;
    address private ann;

    function setUp() public override {
        super.setUp();
        ann = vm.addr(ANN_KEY);
        tips = new Tips(token, 10_000, fund, TREASURY, 500_000);
        token.transfer(ann, 10 ** 24);
    }

    function approved(uint256 amount) private {
        vm.prank(ann);
        token.approve(address(tips), amount);
    }

    function test_aTipGoesToTheMakerAndItsFeeToTheFundAndTheTreasury() public {
        approved(1000);
        uint256 inPool = token.balanceOf(address(pool));
        vm.expectEmit(true, true, true, true);
        emit Tips.Tipped(Tips.Kind.TIP, ann, MAKER, 1000, 10, WORK);
        vm.prank(ann);
        tips.tip(MAKER, 1000, WORK);
        vm.assertEq(token.balanceOf(MAKER), 990, "maker");
        vm.assertEq(fund.boughtBack(TODAY), 5, "the rule counts the fund's share");
        vm.assertEq(token.balanceOf(address(pool)), inPool + 5, "and the pool holds it");
        vm.assertEq(token.balanceOf(TREASURY), 5, "treasury");
    }

    function testFuzz_whatLeavesThePayerArrivesToTheLastUnit(uint256 amount, uint256 feePpm, uint256 share) public {
        amount = 1 + amount % 10 ** 24;
        feePpm %= 100_001;
        share %= 1_000_001;
        tips = new Tips(token, feePpm, fund, TREASURY, share);
        approved(amount);
        vm.prank(ann);
        tips.pay(Tips.Kind.GIFT, MAKER, amount, "");
        uint256 fee = amount * feePpm / 1_000_000;
        vm.assertEq(tips.feeOf(amount), fee, "as it was said before");
        vm.assertEq(token.balanceOf(MAKER), amount - fee, "maker");
        vm.assertEq(fund.boughtBack(TODAY), fee * share / 1_000_000, "fund");
        vm.assertEq(fund.boughtBack(TODAY) + token.balanceOf(TREASURY), fee, "the fee, whole");
        vm.assertEq(token.balanceOf(ann), 10 ** 24 - amount, "payer");
        vm.assertEq(token.balanceOf(address(tips)), 0, "nothing rests");
    }

    function test_everyKindIsToldApart() public {
        approved(300);
        for (uint256 kind = 0; kind < 3; ++kind) {
            vm.expectEmit(true, true, true, true);
            emit Tips.Tipped(Tips.Kind(kind), ann, MAKER, 100, 1, WORK);
            vm.prank(ann);
            tips.pay(Tips.Kind(kind), MAKER, 100, WORK);
        }
    }

    function permit(uint256 amount, uint256 deadline) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(typeHash, ann, address(tips), amount, token.nonces(ann), deadline));
        return vm.sign(ANN_KEY, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content)));
    }

    function test_aPermitPaysInOneTransactionEvenIfSomebodyUsedItBefore() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(1000, block.timestamp);
        vm.prank(ann);
        tips.payWithPermit(Tips.Kind.PURCHASE, MAKER, 1000, WORK, block.timestamp, v, r, s);
        vm.assertEq(token.balanceOf(MAKER), 990, "paid");

        (v, r, s) = permit(1000, block.timestamp);
        vm.prank(STRANGER);
        token.permit(ann, address(tips), 1000, block.timestamp, v, r, s);
        vm.prank(ann);
        tips.payWithPermit(Tips.Kind.PURCHASE, MAKER, 1000, WORK, block.timestamp, v, r, s);
        vm.assertEq(token.balanceOf(MAKER), 1980, "paid again");
    }

    function test_aPermitOfAnotherPaysNothing() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(1000, block.timestamp);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(tips), 0, 990)
        );
        vm.prank(STRANGER);
        tips.payWithPermit(Tips.Kind.TIP, MAKER, 1000, WORK, block.timestamp, v, r, s);
        vm.assertEq(token.balanceOf(ann), 10 ** 24, "ann keeps hers");
    }

    function test_whatIsNoPaymentIsRefused() public {
        approved(1000);
        vm.expectRevert(Tips.ZeroAmount.selector);
        vm.prank(ann);
        tips.tip(MAKER, 0, WORK);
        vm.expectRevert(abi.encodeWithSelector(Tips.WrongRecipient.selector, ann));
        vm.prank(ann);
        tips.tip(ann, 1, WORK);
        vm.expectRevert(abi.encodeWithSelector(Tips.WrongRecipient.selector, address(tips)));
        vm.prank(ann);
        tips.tip(address(tips), 1, WORK);
        vm.expectRevert(Tips.PurchaseOfNothing.selector);
        vm.prank(ann);
        tips.pay(Tips.Kind.PURCHASE, MAKER, 1, "");
        vm.expectRevert(abi.encodeWithSelector(Tips.ContentTooLong.selector, 65, 64));
        vm.prank(ann);
        tips.tip(MAKER, 1, new bytes(65));
        vm.prank(ann);
        tips.tip(MAKER, 1, new bytes(64));
    }

    function test_aFeeAboveTheBoundOrWithoutReceiversIsNotDeployed() public {
        vm.expectRevert(abi.encodeWithSelector(Tips.FeeAboveBound.selector, 100_001, 100_000));
        new Tips(token, 100_001, fund, TREASURY, 0);
        new Tips(token, 100_000, fund, TREASURY, 0);
        vm.expectRevert(abi.encodeWithSelector(Tips.ShareAboveWhole.selector, 1_000_001));
        new Tips(token, 0, fund, TREASURY, 1_000_001);
        vm.expectRevert(Tips.ZeroReceiver.selector);
        new Tips(token, 0, IncentiveFund(address(0)), TREASURY, 0);
        vm.expectRevert(Tips.ZeroReceiver.selector);
        new Tips(token, 0, fund, address(0), 0);
    }
}
