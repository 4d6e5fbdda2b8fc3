// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {WeToken} from "../../main/solidity/WeToken.sol";
import {Fixture} from "./Fixture.sol";

contract WeTokenTest is Fixture {
    string private constant CONFIG = "src/main/resources/io/wetoken/contracts/token.json";

    function test_theConfiguredPercentagesMintExactlyTheSupply() public {
        string memory config = vm.readFile(CONFIG);
        address[] memory holders = new address[](5);
        uint256[] memory amounts = new uint256[](5);
        uint256 sum;
        for (uint256 i = 0; i < 5; ++i) {
            uint256 percent = vm.parseJsonUint(config, string.concat(".allocations[", vm.toString(i), "].percent"));
            sum += percent;
            (holders[i], amounts[i]) = (address(uint160(100 + i)), token.SUPPLY() * percent / 100);
        }
        vm.assertEq(sum, 100, "percent");
        vm.assertTrue(!vm.keyExistsJson(config, ".allocations[5]"), "a sixth holder");

        WeToken minted = new WeToken(holders, amounts);
        vm.assertEq(minted.totalSupply(), 10 ** 28, "supply");
        uint256[5] memory wanted = [uint256(20), 15, 40, 15, 10];
        for (uint256 i = 0; i < 5; ++i) {
            vm.assertEq(minted.balanceOf(holders[i]), wanted[i] * 10 ** 26, "share");
        }
    }

    function test_aTokenIsNotMadeOfAnotherSupply() public {
        address[] memory holders = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (holders[0], amounts[0]) = (address(1), 10 ** 28 - 1);
        vm.expectRevert(abi.encodeWithSelector(WeToken.AllocationTotal.selector, 10 ** 28 - 1, 10 ** 28));
        new WeToken(holders, amounts);

        vm.expectRevert(abi.encodeWithSelector(WeToken.AllocationLengths.selector, 1, 2));
        new WeToken(holders, new uint256[](2));
    }

    function testFuzz_transferPackedPaysWhatItSays(uint96 first, uint96 second) public {
        uint256 a = uint256(first) % 10 ** 27;
        uint256 b = uint256(second) % 10 ** 27;
        uint256 before = token.balanceOf(address(this));
        uint256 total = token.transferPacked(bytes.concat(pack(0xA, 1, a), pack(0xB, 1, b), pack(0xA, 1, 1)));
        vm.assertEq(total, a + b + 1, "total");
        vm.assertEq(token.balanceOf(address(0xA)), a + 1, "the same recipient twice");
        vm.assertEq(token.balanceOf(address(0xB)), b, "another");
        vm.assertEq(token.balanceOf(address(this)), before - total, "payer");
        vm.assertEq(token.totalSupply(), 10 ** 28, "supply");
    }

    function test_transferPackedPaysFromTheCallerOnly() public {
        bytes memory packed = pack(0xA, 1, 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, STRANGER, 0, 1)
        );
        vm.prank(STRANGER);
        token.transferPacked(packed);
    }

    function test_transferPackedRefusesHalfAWordAndTheZeroAddress() public {
        vm.expectRevert(abi.encodeWithSelector(WeToken.PackedLength.selector, 33));
        token.transferPacked(new bytes(33));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        token.transferPacked(new bytes(32));
        vm.assertEq(token.transferPacked(""), 0, "nothing");
    }

    function test_permitGrantsAnAllowanceOnce() public {
        uint256 key = 0xA11CE;
        address owner = vm.addr(key);
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(typeHash, owner, STRANGER, 5, 0, block.timestamp));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content)));
        token.permit(owner, STRANGER, 5, block.timestamp, v, r, s);
        vm.assertEq(token.allowance(owner, STRANGER), 5, "allowance");
        vm.expectRevert();
        token.permit(owner, STRANGER, 5, block.timestamp, v, r, s);
    }
}
