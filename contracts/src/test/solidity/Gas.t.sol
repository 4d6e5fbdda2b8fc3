// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Fixture} from "./Fixture.sol";

/// What a receipt says about the transactions that are sent every day. A change of more than 0.5 % must be meant: then change the figure here.
contract GasTest is Fixture {
    uint256 private constant EPOCH = TODAY - 1;
    uint256 private constant CAP = 16_777_216;

    bytes[] private packed;
    bytes32[] private leaves;

    function prepare(uint256 recipients) private {
        // Hashed addresses and amounts of 10 bytes: calldata costs what real payouts cost.
        bytes memory chunk = new bytes(recipients * 32);
        for (uint256 i = 0; i < recipients; ++i) {
            uint256 word = uint256(keccak256(abi.encode("recipient", i))) >> 96 << 96 | uint80(1234567890123456789 + i);
            assembly {
                mstore(add(add(chunk, 32), mul(i, 32)), word)
            }
        }
        for (uint256 i = 0; i < 8; ++i) {
            packed.push(chunk);
        }
        leaves = leavesOf(EPOCH, packed);
    }

    function measurePush(uint256 recipients, uint256 first, string memory name, uint256 pinned) private returns (uint256) {
        prepare(recipients);
        open(EPOCH, rootOf(leaves), 10 ** 23, 8);
        for (uint256 i = 0; i < first; ++i) {
            pool.push(EPOCH, i, packed[i], proofOf(leaves, i));
        }
        bytes memory chunk = packed[first];
        bytes32[] memory proof = proofOf(leaves, first);
        pool.push(EPOCH, first, chunk, proof);
        return pinnedAt(name, pinned);
    }

    function pinnedAt(string memory name, uint256 pinned) private view returns (uint256 used) {
        used = vm.lastCallGas().gasTotalUsed;
        vm.assertLe(used, CAP, string.concat(name, " is over the cap of a transaction"));
        string memory what = string.concat(name, " uses ", vm.toString(used), ", pinned at ", vm.toString(pinned));
        uint256 apart = used > pinned ? used - pinned : pinned - used;
        vm.assertLe(apart * 200, pinned, what);
    }

    function test_aFullChunkOfFreshRecipients() public {
        uint256 used = measurePush(500, 0, "a full chunk, fresh", 12_695_282);
        vm.assertLe(used, 500 * 25_400, "a fresh recipient costs more than 25,400");
    }

    function test_aFullChunkOfExistingRecipients() public {
        uint256 used = measurePush(500, 1, "a full chunk, existing", 4_128_195);
        vm.assertLe(used, 500 * 8_300, "an existing recipient costs more than 8,300");
    }

    function test_aChunkOfOne() public {
        measurePush(1, 0, "a chunk of one", 98_964);
    }

    function test_aCommitment() public {
        open(EPOCH - 1, bytes32(uint256(1)), 1, 1);
        approve(EPOCH, keccak256("root"), 10 ** 23, 8);
        pinnedAt("an approval", 50_656);
        propose(EPOCH, keccak256("root"), 10 ** 23, 8);
        pinnedAt("a commitment", 166_778);
    }

    function test_aRefill() public {
        vm.prank(SETTLER);
        fund.refill(EPOCH - 1, 10 ** 21);
        vm.prank(SETTLER);
        fund.refill(EPOCH, 10 ** 21);
        pinnedAt("a refill", 69_692);
    }
}
