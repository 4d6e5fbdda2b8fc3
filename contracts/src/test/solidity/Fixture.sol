// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {IncentiveFund} from "../../main/solidity/IncentiveFund.sol";
import {RewardPool} from "../../main/solidity/RewardPool.sol";
import {WeToken} from "../../main/solidity/WeToken.sol";
import {Vm} from "./Vm.sol";

/// The deployed contracts, with a pool that holds tokens, and what every test says about trees.
abstract contract Fixture {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 internal constant TODAY = 20_781;
    address internal constant ADMIN = address(0xAD);
    address internal constant SETTLER = address(0x5E);
    address internal constant GUARDIAN = address(0x6A);
    address internal constant STRANGER = address(0x57);
    uint256 internal constant APPROVER_KEY = 0xA11CE;
    address internal immutable APPROVER = vm.addr(APPROVER_KEY);
    uint256 internal constant EPOCH_CAP = 10 ** 25;
    uint256 internal constant VETO_DELAY = 6 hours;
    uint48 internal constant ADMIN_DELAY = 2 days;
    bytes internal constant DATA_CID = hex"01551220aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    uint256 internal constant MAX_REFILL_PPM = 1000;

    WeToken internal token;
    RewardPool internal pool;
    IncentiveFund internal fund;

    function setUp() public virtual {
        vm.warp(TODAY * 1 days + 3600);
        address[] memory holders = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (holders[0], amounts[0]) = (address(this), 10 ** 28);
        token = new WeToken(holders, amounts);
        pool = new RewardPool(token, EPOCH_CAP, VETO_DELAY, ADMIN_DELAY, roles());
        fund = new IncentiveFund(token, address(pool), MAX_REFILL_PPM, 0, ADMIN_DELAY, ADMIN, SETTLER);
        token.transfer(address(fund), 4 * 10 ** 27);
        token.transfer(address(pool), 10 ** 24);
    }

    function roles() internal view returns (RewardPool.Roles memory) {
        return RewardPool.Roles({admin: ADMIN, proposer: SETTLER, approver: APPROVER, guardian: GUARDIAN});
    }

    function approve(uint256 epochId, bytes32 root, uint256 total, uint256 chunks) internal {
        bytes32 plan = pool.planOf(epochId, root, total, chunks, DATA_CID);
        vm.prank(APPROVER);
        pool.approveEpoch(epochId, plan);
    }

    /// What the proposer does; approved before, or not.
    function propose(uint256 epochId, bytes32 root, uint256 total, uint256 chunks) internal {
        vm.prank(SETTLER);
        pool.commitEpoch(epochId, root, total, chunks, DATA_CID);
    }

    /// Approved, committed and open.
    function open(uint256 epochId, bytes32 root, uint256 total, uint256 chunks) internal {
        approve(epochId, root, total, chunks);
        propose(epochId, root, total, chunks);
        vm.warp(block.timestamp + VETO_DELAY);
    }

    /// Some payments: recipients counted up from `first`, each paid `amount`.
    function pack(uint256 first, uint256 count, uint256 amount) internal pure returns (bytes memory packed) {
        packed = new bytes(count * 32);
        for (uint256 i = 0; i < count; ++i) {
            uint256 word = uint256(uint160(first + i)) << 96 | amount;
            assembly {
                mstore(add(add(packed, 32), mul(i, 32)), word)
            }
        }
    }

    function leavesOf(uint256 epochId, bytes[] memory packed) internal view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](packed.length);
        for (uint256 i = 0; i < packed.length; ++i) {
            leaves[i] = pool.leafOf(epochId, i, keccak256(packed[i]));
        }
    }

    /// The rule's tree, written a second time: level by level, an odd last node carried up.
    function rootOf(bytes32[] memory level) internal pure returns (bytes32) {
        if (level.length == 0) return 0;
        while (level.length > 1) {
            level = above(level);
        }
        return level[0];
    }

    function proofOf(bytes32[] memory level, uint256 at) internal pure returns (bytes32[] memory proof) {
        while (level.length > 1) {
            uint256 neighbour = at ^ 1;
            if (neighbour < level.length) {
                bytes32[] memory longer = new bytes32[](proof.length + 1);
                for (uint256 i = 0; i < proof.length; ++i) {
                    longer[i] = proof[i];
                }
                longer[proof.length] = level[neighbour];
                proof = longer;
            }
            level = above(level);
            at /= 2;
        }
    }

    function above(bytes32[] memory level) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((level.length + 1) / 2);
        for (uint256 i = 0; i < next.length; ++i) {
            next[i] = 2 * i + 1 < level.length
                ? Hashes.commutativeKeccak256(level[2 * i], level[2 * i + 1])
                : level[2 * i];
        }
    }
}
