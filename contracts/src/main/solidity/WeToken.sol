// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title WeToken (WE), 18 decimals
/// @notice The whole supply is minted here, once, to the holders of the allocation. Nothing can mint or burn afterwards, and nobody is in charge.
contract WeToken is ERC20, ERC20Permit {
    /// @notice One WE with its decimals, times ten thousand million.
    uint256 public constant SUPPLY = 10_000_000_000 * 10 ** 18;

    /// @dev A payment is one word: recipient (20 bytes), amount (uint96).
    uint256 private constant WORD = 32;

    /// @notice As many amounts as holders.
    error AllocationLengths(uint256 holders, uint256 amounts);
    /// @notice The amounts are the supply, to the last unit.
    error AllocationTotal(uint256 total, uint256 supply);
    /// @notice Payments are whole words.
    error PackedLength(uint256 length);

    /// @param holders who receives the supply
    /// @param amounts base units for each of them; together exactly SUPPLY
    constructor(address[] memory holders, uint256[] memory amounts) ERC20("WeToken", "WE") ERC20Permit("WeToken") {
        if (holders.length != amounts.length) revert AllocationLengths(holders.length, amounts.length);
        for (uint256 i = 0; i < holders.length; ++i) {
            _mint(holders[i], amounts[i]);
        }
        if (totalSupply() != SUPPLY) revert AllocationTotal(totalSupply(), SUPPLY);
    }

    /// @notice Pays many recipients from the caller's own balance: what as many `transfer` calls would do, without a call for each.
    /// @param packed per payment 32 bytes: address (20) and amount (uint96), in order
    /// @return total what was paid together
    function transferPacked(bytes calldata packed) external returns (uint256 total) {
        if (packed.length % WORD != 0) revert PackedLength(packed.length);
        for (uint256 at = 0; at < packed.length; at += WORD) {
            uint256 word;
            assembly ("memory-safe") {
                word := calldataload(add(packed.offset, at))
            }
            uint256 amount = uint96(word);
            // A sum of uint96 over fewer than 2^160 words; each is paid from a balance below the supply.
            unchecked {
                total += amount;
            }
            _transfer(msg.sender, address(uint160(word >> 96)), amount);
        }
    }
}
