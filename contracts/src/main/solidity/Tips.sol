// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {IncentiveFund} from "./IncentiveFund.sol";
import {WeToken} from "./WeToken.sol";

/// @title Tips, gifts and purchases: from one person to another, with a small fee
/// @notice Tokens go straight from the payer to the recipient and the treasury; the fund's share passes through, for the fund takes it from its caller. Nothing rests here. Fee and receivers are fixed at deployment: to
/// change them, deploy another one. Nobody is in charge.
contract Tips {
    /// @notice What a payment is for.
    enum Kind {
        GIFT,
        TIP,
        PURCHASE
    }

    uint256 private constant PPM = 1_000_000;

    /// @notice No deployment takes more: 10 %.
    uint256 public constant MAX_FEE_PPM = 100_000;
    /// @notice Bytes that may name the content at most.
    uint256 public constant MAX_CONTENT = 64;

    /// @notice The token that is paid.
    WeToken public immutable TOKEN;
    /// @notice The fee, in millionths of the amount, rounded down.
    uint256 public immutable FEE_PPM;
    /// @notice Receives `FUND_SHARE_PPM` of the fee by `fundWith`, so that the rule counts it and pays it to those who contribute; what is merely sent to the fund
    /// is counted by nobody.
    IncentiveFund public immutable FUND;
    /// @notice Receives the rest of the fee: the community treasury.
    address public immutable TREASURY;
    /// @notice The fund's share, in millionths of the fee, rounded down.
    uint256 public immutable FUND_SHARE_PPM;

    /// @notice A payment was made.
    /// @param kind what for
    /// @param from who paid
    /// @param to who received `amount - fee`
    /// @param amount base units that left the payer
    /// @param fee base units of them that went to the fund and the treasury
    /// @param content names the content, e.g. by its CID; empty if the payment is for a person
    event Tipped(Kind indexed kind, address indexed from, address indexed to, uint256 amount, uint256 fee, bytes content);

    /// @notice The fee is above the bound.
    error FeeAboveBound(uint256 ppm, uint256 bound);
    /// @notice A share is at most 1,000,000 ppm.
    error ShareAboveWhole(uint256 ppm);
    /// @notice A receiver of the fee is missing.
    error ZeroReceiver();
    /// @notice Nothing is paid.
    error ZeroAmount();
    /// @notice What names the content is too long.
    error ContentTooLong(uint256 length, uint256 bound);
    /// @notice A purchase names what is bought.
    error PurchaseOfNothing();
    /// @notice One cannot pay oneself, nor this contract.
    error WrongRecipient(address to);

    /// @notice Fixes fee and receivers for good.
    /// @param token what is paid
    /// @param feePpm millionths of each amount, at most `MAX_FEE_PPM`
    /// @param fund receives its share of the fee
    /// @param treasury receives the rest
    /// @param fundSharePpm millionths of the fee
    constructor(WeToken token, uint256 feePpm, IncentiveFund fund, address treasury, uint256 fundSharePpm) {
        if (feePpm > MAX_FEE_PPM) revert FeeAboveBound(feePpm, MAX_FEE_PPM);
        if (fundSharePpm > PPM) revert ShareAboveWhole(fundSharePpm);
        if (address(fund) == address(0) || treasury == address(0)) revert ZeroReceiver();
        TOKEN = token;
        FEE_PPM = feePpm;
        FUND = fund;
        TREASURY = treasury;
        FUND_SHARE_PPM = fundSharePpm;
        // The token returns true or reverts, here and below; there is nothing to check.
        token.approve(address(fund), type(uint256).max);
    }

    /// @notice Tips somebody from the caller's allowance: `pay` with `TIP`.
    /// @param to who receives
    /// @param amount base units that leave the caller, the fee included
    /// @param content names the content
    function tip(address to, uint256 amount, bytes calldata content) external {
        _pay(Kind.TIP, to, amount, content);
    }

    /// @notice Pays somebody from the caller's allowance.
    /// @param kind what for
    /// @param to who receives
    /// @param amount base units that leave the caller, the fee included
    /// @param content names the content
    function pay(Kind kind, address to, uint256 amount, bytes calldata content) external {
        _pay(kind, to, amount, content);
    }

    /// @notice `pay` with an allowance that is granted in the same transaction by the caller's signature (EIP-2612).
    /// @param kind what for
    /// @param to who receives
    /// @param amount base units that leave the caller, the fee included; also what the permit is for
    /// @param content names the content
    /// @param deadline of the permit, seconds since 1970
    /// @param v of the permit's signature
    /// @param r of the permit's signature
    /// @param s of the permit's signature
    function payWithPermit(
        Kind kind,
        address to,
        uint256 amount,
        bytes calldata content,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        // Whoever saw the permit may have used it before; then the allowance is there. If it is not, the transfer says so.
        try TOKEN.permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        _pay(kind, to, amount, content);
    }

    /// @notice The fee of an amount, in base units.
    /// @param amount base units that leave the payer
    function feeOf(uint256 amount) public view returns (uint256) {
        return amount * FEE_PPM / PPM;
    }

    function _pay(Kind kind, address to, uint256 amount, bytes calldata content) private {
        if (amount == 0) revert ZeroAmount();
        if (to == msg.sender || to == address(this)) revert WrongRecipient(to);
        if (content.length > MAX_CONTENT) revert ContentTooLong(content.length, MAX_CONTENT);
        if (kind == Kind.PURCHASE && content.length == 0) revert PurchaseOfNothing();

        uint256 fee = feeOf(amount);
        uint256 toFund = fee * FUND_SHARE_PPM / PPM;
        TOKEN.transferFrom(msg.sender, to, amount - fee);
        if (toFund != 0) {
            TOKEN.transferFrom(msg.sender, address(this), toFund);
            FUND.fundWith(toFund);
        }
        TOKEN.transferFrom(msg.sender, TREASURY, fee - toFund);
        emit Tipped(kind, msg.sender, to, amount, fee, content);
    }
}
