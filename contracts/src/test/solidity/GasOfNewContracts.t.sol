// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Account} from "../../main/solidity/Account.sol";
import {AccountFactory} from "../../main/solidity/AccountFactory.sol";
import {AllocationWallet} from "../../main/solidity/AllocationWallet.sol";
import {CommunityTreasury} from "../../main/solidity/CommunityTreasury.sol";
import {ContentRegistry} from "../../main/solidity/ContentRegistry.sol";
import {RewardRedirects} from "../../main/solidity/RewardRedirects.sol";
import {Tips} from "../../main/solidity/Tips.sol";
import {Typed} from "./Typed.sol";

/// What a receipt says about the calls that people make. A change of more than 0.5 % must be meant: then change the figure here.
contract GasOfNewContractsTest is Typed {
    address private constant MAKER = address(0x3A);

    AccountFactory private factory;
    address private ann;

    function setUp() public override {
        super.setUp();
        factory = new AccountFactory();
        ann = vm.addr(ANN_KEY);
    }

    function pinnedAt(string memory name, uint256 pinned) private view {
        uint256 used = vm.lastCallGas().gasTotalUsed;
        string memory what = string.concat(name, " uses ", vm.toString(used), ", pinned at ", vm.toString(pinned));
        uint256 apart = used > pinned ? used - pinned : pinned - used;
        vm.assertLe(apart * 200, pinned, what);
    }

    function test_anAccount() public {
        factory.create(ann, "salt");
        pinnedAt("creating an account", 97_700);
    }

    function test_theFirstUseOfAnAccount() public {
        address account = factory.addressOf(ann, "salt");
        token.transfer(account, 10);
        bytes memory call = abi.encodeCall(token.transfer, (MAKER, 5));
        bytes memory signature = signedCall(ANN_KEY, account, address(token), 0, call, 0, block.timestamp);
        factory.createAndExecute(ann, "salt", address(token), 0, call, block.timestamp, signature);
        pinnedAt("the first use of an account", 169_524);
    }

    function test_aSignedCall() public {
        address account = factory.create(ann, "salt");
        token.transfer(account, 10);
        token.transfer(MAKER, 1);
        bytes memory call = abi.encodeCall(token.transfer, (MAKER, 5));
        bytes memory signature = signedCall(ANN_KEY, account, address(token), 0, call, 0, block.timestamp);
        Account(payable(account)).executeSigned(address(token), 0, call, block.timestamp, signature);
        pinnedAt("a signed call", 78_355);
    }

    function test_aTip() public {
        CommunityTreasury treasury = new CommunityTreasury(token, ADMIN);
        Tips tips = new Tips(token, 10_000, fund, address(treasury), 500_000);
        token.approve(address(tips), type(uint256).max);
        bytes memory content = abi.encodePacked(hex"01551220", keccak256("work"));
        tips.tip(MAKER, 10 ** 18, content);
        tips.tip(MAKER, 10 ** 18, content);
        pinnedAt("a tip", 81_198);
    }

    function test_aRegistration() public {
        ContentRegistry registry = new ContentRegistry();
        bytes memory cid = abi.encodePacked(hex"01551220", keccak256("work"));
        bytes32 commitment = registry.commitmentOf(address(this), cid, keccak256("secret"));
        registry.commit(commitment);
        pinnedAt("a commitment", 45_634);
        vm.warp(block.timestamp + registry.MIN_AGE());
        registry.register(cid, keccak256("secret"));
        pinnedAt("a registration", 51_391);
    }

    function test_aClaimOfAThousand() public {
        CommunityTreasury treasury = new CommunityTreasury(token, ADMIN);
        token.transfer(address(treasury), 10 ** 24);
        bytes32[] memory leaves = new bytes32[](1000);
        for (uint256 i = 0; i < leaves.length; ++i) {
            leaves[i] = treasury.leafOf(0, i, MAKER, 10 ** 18);
        }
        bytes32 root = rootOf(leaves);
        vm.prank(ADMIN);
        treasury.startAirdrop(root, 10 ** 22, block.timestamp + 1 days);
        pinnedAt("starting an airdrop", 121_429);
        bytes32[] memory proof = proofOf(leaves, 500);
        treasury.claim(0, 500, MAKER, 10 ** 18, proof);
        pinnedAt("a claim", 103_397);
    }

    function test_aRelease() public {
        AllocationWallet wallet = new AllocationWallet(MAKER, uint64(block.timestamp), 4 * 365 days, 0);
        token.transfer(address(wallet), 10 ** 24);
        vm.warp(block.timestamp + 1 days);
        wallet.release(address(token));
        vm.warp(block.timestamp + 1 days);
        wallet.release(address(token));
        pinnedAt("a release", 48_217);
    }

    function test_aRedirect() public {
        RewardRedirects redirects = new RewardRedirects(factory);
        bytes32 typeHash = keccak256("Redirect(address account,address to,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(typeHash, factory.addressOf(ann, "salt"), MAKER, 0, block.timestamp));
        bytes memory signature = signed(ANN_KEY, separator("WeToken RewardRedirects", address(redirects)), content);
        redirects.redirectBound(ann, "salt", MAKER, block.timestamp, signature);
        pinnedAt("a redirect", 83_941);
    }
}
