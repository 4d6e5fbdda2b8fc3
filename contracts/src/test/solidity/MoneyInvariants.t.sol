// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {AllocationWallet} from "../../main/solidity/AllocationWallet.sol";
import {CommunityTreasury} from "../../main/solidity/CommunityTreasury.sol";
import {Tips} from "../../main/solidity/Tips.sol";
import {Fixture} from "./Fixture.sol";

/// Starts airdrops, claims, closes, tips, releases, and lets time pass, in any order; counts what came of it.
contract Crowd is Fixture {
    uint256 private constant CLAIMS = 5;
    uint256 private constant AMOUNT = 1000;
    uint64 private constant START = uint64(TODAY * 1 days);
    uint64 private constant YEAR = 365 days;
    uint256 private constant SHARE = 10 ** 26;
    address private constant MAKER = address(0x3A);

    CommunityTreasury public treasury;
    AllocationWallet public wallet;
    Tips public tips;

    uint256 public claimedTotal;
    bool public claimedTwice;
    bool public claimedLate;
    bool public refusalCost;
    uint256 private now_;

    mapping(uint256 airdropId => mapping(uint256 index => bool)) private seenClaimed;

    function setUp() public override {
        super.setUp();
        treasury = new CommunityTreasury(token, ADMIN);
        wallet = new AllocationWallet(ADMIN, START, 4 * YEAR, YEAR);
        tips = new Tips(token, 10_000, fund, address(treasury), 500_000);
        token.transfer(address(treasury), 20_000);
        token.transfer(address(wallet), SHARE);
        token.approve(address(tips), type(uint256).max);
        now_ = block.timestamp;
    }

    /// Sometimes less than the claims need, so that the total must be what stops them.
    function startAirdrop(uint256 less, uint256 days_) external {
        vm.warp(now_);
        uint256 total = CLAIMS * AMOUNT - less % 3;
        if (total > treasury.unreserved()) return;
        bytes32 root = rootOf(leaves(treasury.airdrops()));
        vm.prank(ADMIN);
        treasury.startAirdrop(root, total, now_ + 1 + days_ % 30 days);
    }

    function claim(uint256 which, uint256 index, uint256 claimed, address caller) external {
        vm.warp(now_);
        if (treasury.airdrops() == 0) return;
        uint256 airdropId = which % treasury.airdrops();
        index %= CLAIMS;
        uint256 asked = claimed % 5 == 0 ? claimed % CLAIMS : index;
        bytes32[] memory proof = proofOf(leaves(airdropId), index);
        uint256 before = token.balanceOf(address(treasury));
        vm.prank(caller);
        try treasury.claim(airdropId, asked, accountOf(airdropId, asked), AMOUNT, proof) {
            claimedTotal += AMOUNT;
            claimedTwice = claimedTwice || seenClaimed[airdropId][asked];
            seenClaimed[airdropId][asked] = true;
            claimedLate = claimedLate || now_ >= treasury.airdropOf(airdropId).deadline;
        } catch {
            refusalCost = refusalCost || token.balanceOf(address(treasury)) != before;
        }
    }

    function close(uint256 which) external {
        vm.warp(now_);
        if (treasury.airdrops() == 0) return;
        try treasury.close(which % treasury.airdrops()) {} catch {}
    }

    function tip(uint256 amount) external {
        tips.tip(MAKER, 1 + amount % 10 ** 6, "");
    }

    function release() external {
        vm.warp(now_);
        wallet.release(address(token));
    }

    function letTimePass(uint256 seconds_) external {
        now_ += seconds_ % 20 days;
    }

    function openTotal() external view returns (uint256 open) {
        for (uint256 i = 0; i < treasury.airdrops(); ++i) {
            CommunityTreasury.Airdrop memory airdrop = treasury.airdropOf(i);
            if (!airdrop.closed) open += airdrop.total - airdrop.claimed;
        }
    }

    /// The most that the schedule may have let go of, by the share alone.
    function vestedAtMost() external view returns (uint256) {
        if (now_ < START + YEAR) return 0;
        return now_ >= START + 4 * YEAR ? SHARE : SHARE * (now_ - START) / (4 * YEAR);
    }

    function balances() external view returns (uint256 inTreasury, uint256 inWallet, uint256 inTips, uint256 elsewhere) {
        return (
            token.balanceOf(address(treasury)),
            token.balanceOf(address(wallet)),
            token.balanceOf(address(tips)),
            token.balanceOf(address(this)) + token.balanceOf(address(fund)) + token.balanceOf(address(pool))
                + token.balanceOf(MAKER) + token.balanceOf(ADMIN)
        );
    }

    function share() external pure returns (uint256) {
        return SHARE;
    }

    function leaves(uint256 airdropId) private view returns (bytes32[] memory all) {
        all = new bytes32[](CLAIMS);
        for (uint256 i = 0; i < CLAIMS; ++i) {
            all[i] = treasury.leafOf(airdropId, i, accountOf(airdropId, i), AMOUNT);
        }
    }

    function accountOf(uint256 airdropId, uint256 index) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("account", airdropId, index)))));
    }
}

contract MoneyInvariantsTest is Fixture {
    Crowd private crowd;

    function setUp() public override {
        crowd = new Crowd();
        crowd.setUp();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(crowd);
    }

    struct Selectors {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory targets) {
        targets = new Selectors[](1);
        targets[0].addr = address(crowd);
        targets[0].selectors = new bytes4[](6);
        targets[0].selectors[0] = Crowd.startAirdrop.selector;
        targets[0].selectors[1] = Crowd.claim.selector;
        targets[0].selectors[2] = Crowd.close.selector;
        targets[0].selectors[3] = Crowd.tip.selector;
        targets[0].selectors[4] = Crowd.release.selector;
        targets[0].selectors[5] = Crowd.letTimePass.selector;
    }

    /// One campaign for all of them: each costs as much as the calls before it.
    function invariant_theMoneyIsWhereItBelongs() external view {
        (uint256 inTreasury, uint256 inWallet, uint256 inTips, uint256 elsewhere) = crowd.balances();
        vm.assertEq(inTips, 0, "nothing rests in the tips");
        vm.assertEq(crowd.treasury().reserved(), crowd.openTotal(), "reserved is what open airdrops may pay");
        vm.assertLe(crowd.openTotal(), inTreasury, "airdrops are covered");
        vm.assertTrue(!crowd.claimedTwice(), "claimed twice");
        vm.assertTrue(!crowd.claimedLate(), "claimed at the deadline or later");
        vm.assertTrue(!crowd.refusalCost(), "a refused claim costs nothing");
        vm.assertLe(crowd.share() - inWallet, crowd.vestedAtMost(), "released ahead of the time");
        vm.assertEq(
            inTreasury + inWallet + elsewhere + crowd.claimedTotal(), 10 ** 28, "nothing is anywhere else"
        );
    }
}
