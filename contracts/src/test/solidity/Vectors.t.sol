// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Fixture} from "./Fixture.sol";

/// The trees of vectors/merkle.json, which the Java tests read too: leaves and roots by a second implementation, proofs by the pool itself.
contract VectorsTest is Fixture {
    function test_everyChunkOfEveryVectorIsPaid() public {
        string memory json = vm.readFile("vectors/merkle.json");
        uint256 cases;
        for (; vm.keyExistsJson(json, at(cases, "")); ++cases) {
            pay(json, cases);
        }
        vm.assertEq(cases, vm.parseJsonUint(json, ".count"), "cases");
    }

    function pay(string memory json, uint256 which) private {
        uint256 epochId = vm.parseJsonUint(json, at(which, ".epochId"));
        uint256 total = vm.parseJsonUint(json, at(which, ".total"));
        bytes[] memory packed = vm.parseJsonBytesArray(json, at(which, ".packed"));
        open(epochId, checkedRoot(json, which, leavesOf(epochId, packed)), total, packed.length);
        for (uint256 i = 0; i < packed.length; ++i) {
            pool.push(epochId, i, packed[i], proof(json, which, i));
        }
        (,, uint256 paid,,,) = pool.epochOf(epochId);
        vm.assertEq(paid, total, "paid");
    }

    function checkedRoot(string memory json, uint256 which, bytes32[] memory computed) private pure returns (bytes32 root) {
        bytes32[] memory leaves = vm.parseJsonBytes32Array(json, at(which, ".leaves"));
        vm.assertEq(computed.length, leaves.length, "leaves");
        for (uint256 i = 0; i < leaves.length; ++i) {
            vm.assertEq(computed[i], leaves[i], "leaf");
        }
        root = vm.parseJsonBytes32(json, at(which, ".root"));
        vm.assertEq(rootOf(leaves), root, "root");
    }

    function proof(string memory json, uint256 which, uint256 leaf) private pure returns (bytes32[] memory) {
        return vm.parseJsonBytes32Array(json, string.concat(at(which, ".proofs["), vm.toString(leaf), "]"));
    }

    function at(uint256 which, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(which), "]", field);
    }
}
