// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Fixture} from "./Fixture.sol";

/// The addresses of vectors/accounts.json, which Java made: predicted here by the library that the factory uses.
contract AccountVectorsTest is Fixture {
    function test_javaAndTheFactoryKnowTheSameAddresses() public view {
        string memory json = vm.readFile("vectors/accounts.json");
        uint256 cases;
        for (; vm.keyExistsJson(json, at(cases, "")); ++cases) {
            bytes memory name = vm.parseJsonBytes(json, at(cases, ".account"));
            bytes32 secret = vm.parseJsonBytes32(json, at(cases, ".secret"));
            bytes32 salt = vm.parseJsonBytes32(json, at(cases, ".salt"));
            vm.assertEq(keccak256(bytes.concat(secret, name)), salt, "salt");
            address custody = vm.parseJsonAddress(json, at(cases, ".custody"));
            address predicted = Clones.predictDeterministicAddress(
                vm.parseJsonAddress(json, at(cases, ".implementation")),
                keccak256(abi.encode(custody, salt)),
                vm.parseJsonAddress(json, at(cases, ".factory"))
            );
            vm.assertEq(predicted, vm.parseJsonAddress(json, at(cases, ".address")), "address");
        }
        vm.assertEq(cases, vm.parseJsonUint(json, ".count"), "cases");
    }

    function at(uint256 which, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(which), "]", field);
    }
}
