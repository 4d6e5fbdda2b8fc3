// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Account} from "../../main/solidity/Account.sol";
import {AccountFactory} from "../../main/solidity/AccountFactory.sol";
import {AdminTimelock} from "../../main/solidity/AdminTimelock.sol";
import {AllocationWallet} from "../../main/solidity/AllocationWallet.sol";
import {CommunityTreasury} from "../../main/solidity/CommunityTreasury.sol";
import {ContentRegistry} from "../../main/solidity/ContentRegistry.sol";
import {IncentiveFund} from "../../main/solidity/IncentiveFund.sol";
import {RewardPool} from "../../main/solidity/RewardPool.sol";
import {RewardRedirects} from "../../main/solidity/RewardRedirects.sol";
import {Tips} from "../../main/solidity/Tips.sol";
import {WeToken} from "../../main/solidity/WeToken.sol";
import {Fixture} from "./Fixture.sol";

/// What forge tests is what the build gives to Deploy, to the last byte: the compiler's settings stand in two places.
contract SameCodeTest is Fixture {
    function test_theDeployedCodeIsTheTestedCode() public view {
        same("WeToken", type(WeToken).creationCode);
        same("AdminTimelock", type(AdminTimelock).creationCode);
        same("RewardPool", type(RewardPool).creationCode);
        same("IncentiveFund", type(IncentiveFund).creationCode);
        same("AllocationWallet", type(AllocationWallet).creationCode);
        same("CommunityTreasury", type(CommunityTreasury).creationCode);
        same("Tips", type(Tips).creationCode);
        same("ContentRegistry", type(ContentRegistry).creationCode);
        same("AccountFactory", type(AccountFactory).creationCode);
        same("Account", type(Account).creationCode);
        same("RewardRedirects", type(RewardRedirects).creationCode);
    }

    function same(string memory name, bytes memory tested) private view {
        string memory built = vm.readFile(string.concat("target/solidity/", name, ".bin"));
        vm.assertEq(keccak256(vm.parseBytes(string.concat("0x", built))), keccak256(tested), name);
    }
}
