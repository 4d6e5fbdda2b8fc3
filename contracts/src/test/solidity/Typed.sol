// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {ERC7739Utils} from "@openzeppelin/contracts/utils/cryptography/draft-ERC7739Utils.sol";
import {Fixture} from "./Fixture.sol";

/// What people sign, written from the standards (EIP-712, ERC-7739) and not from the contracts that check it.
abstract contract Typed is Fixture {
    uint256 internal constant ANN_KEY = 0xA11CE;
    uint256 internal constant BOB_KEY = 0xB0B;

    function separator(string memory name, address where) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                where
            )
        );
    }

    function signed(uint256 key, bytes32 domain, bytes32 structHash) internal pure returns (bytes memory) {
        return packed(key, MessageHashUtils.toTypedDataHash(domain, structHash));
    }

    function packed(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return bytes.concat(r, s, bytes1(v));
    }

    function signedCall(uint256 key, address account, address target, uint256 value, bytes memory data, uint256 nonce, uint256 deadline)
        internal
        view
        returns (bytes memory)
    {
        bytes32 typeHash = keccak256("Execute(address target,uint256 value,bytes data,uint256 nonce,uint256 deadline)");
        return signed(
            key,
            separator("WeToken Account", account),
            keccak256(abi.encode(typeHash, target, value, keccak256(data), nonce, deadline))
        );
    }

    /// An ERC-1271 signature of an account over a typed message of another contract, nested as ERC-7739 says.
    function nested(uint256 key, address account, bytes32 appDomain, bytes32 contents, string memory contentsType)
        internal
        view
        returns (bytes memory)
    {
        string memory name = nameOf(contentsType);
        bytes32 typeHash = keccak256(
            abi.encodePacked(
                "TypedDataSign(",
                name,
                " contents,string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)",
                contentsType
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(typeHash, contents, keccak256("WeToken Account"), keccak256("1"), block.chainid, account, bytes32(0))
        );
        return ERC7739Utils.encodeTypedDataSig(signed(key, appDomain, structHash), appDomain, contents, contentsType);
    }

    function nameOf(string memory contentsType) private pure returns (string memory) {
        bytes memory text = bytes(contentsType);
        uint256 length;
        while (text[length] != "(") ++length;
        bytes memory name = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            name[i] = text[i];
        }
        return string(name);
    }
}
