// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {CommunityTreasury} from "../../main/solidity/CommunityTreasury.sol";
import {Fixture} from "./Fixture.sol";

/// The trees of vectors/airdrop.json, which Java made: each is started, and every claim of it is paid by the treasury itself.
contract AirdropVectorsTest is Fixture {
    CommunityTreasury private treasury;

    function setUp() public override {
        super.setUp();
        treasury = new CommunityTreasury(token, ADMIN);
        token.transfer(address(treasury), 10 ** 27 * 3);
    }

    function test_everyClaimOfEveryVectorIsPaid() public {
        string memory json = vm.readFile("vectors/airdrop.json");
        uint256 cases;
        for (; vm.keyExistsJson(json, at(cases, "")); ++cases) {
            start(json, cases);
        }
        vm.assertEq(cases, vm.parseJsonUint(json, ".count"), "cases");
        vm.assertEq(treasury.reserved(), 0, "all is claimed");
    }

    function start(string memory json, uint256 airdropId) private {
        bytes32 root = vm.parseJsonBytes32(json, at(airdropId, ".root"));
        uint256 total = vm.parseJsonUint(json, at(airdropId, ".total"));
        vm.prank(ADMIN);
        treasury.startAirdrop(root, total, block.timestamp + 1);
        for (uint256 index = 0; vm.keyExistsJson(json, claimAt(airdropId, index, "")); ++index) {
            claim(json, airdropId, index);
        }
    }

    function claim(string memory json, uint256 airdropId, uint256 index) private {
        address account = vm.parseJsonAddress(json, claimAt(airdropId, index, ".account"));
        uint256 amount = vm.parseJsonUint(json, claimAt(airdropId, index, ".amount"));
        bytes32 leaf = vm.parseJsonBytes32(json, claimAt(airdropId, index, ".leaf"));
        vm.assertEq(treasury.leafOf(airdropId, index, account, amount), leaf, "leaf");
        bytes32[] memory proof = vm.parseJsonBytes32Array(json, claimAt(airdropId, index, ".proof"));
        treasury.claim(airdropId, index, account, amount, proof);
        vm.assertEq(token.balanceOf(account), amount, "paid");
    }

    function claimAt(uint256 airdropId, uint256 index, string memory field) private pure returns (string memory) {
        return at(airdropId, string.concat(".claims[", vm.toString(index), "]", field));
    }

    function at(uint256 airdropId, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(airdropId), "]", field);
    }
}
