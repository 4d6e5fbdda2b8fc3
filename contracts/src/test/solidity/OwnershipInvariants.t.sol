// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Account} from "../../main/solidity/Account.sol";
import {AccountFactory} from "../../main/solidity/AccountFactory.sol";
import {ContentRegistry} from "../../main/solidity/ContentRegistry.sol";
import {RewardRedirects} from "../../main/solidity/RewardRedirects.sol";
import {Typed} from "./Typed.sol";

/// Three people who register, offer, accept, redirect and hand over, whether they may or not; keeps its own books of what must have come of it.
contract People is Typed {
    uint256 private constant PEOPLE = 3;
    uint256 private constant WORKS = 4;

    ContentRegistry public registry;
    AccountFactory public factory;
    RewardRedirects public redirects;
    Account public account;

    address[WORKS] public owners;
    address[WORKS] public offers;
    address public accountOwner;
    address public comingOwner;
    address public recipient;
    uint256 public redirectedTimes;
    uint256 public registrations;
    uint256 public handOvers;
    string public surprise;
    uint256 private now_;

    mapping(uint256 person => mapping(uint256 work => uint256)) private committed;

    function setUp() public override {
        super.setUp();
        registry = new ContentRegistry();
        factory = new AccountFactory();
        redirects = new RewardRedirects(factory);
        account = Account(payable(factory.create(who(0), 0)));
        accountOwner = who(0);
        recipient = address(account);
        now_ = block.timestamp;
    }

    function who(uint256 person) public pure returns (address) {
        return vm.addr(key(person));
    }

    function key(uint256 person) private pure returns (uint256) {
        return 0xA11CE + person % PEOPLE;
    }

    function cid(uint256 work) public pure returns (bytes memory) {
        return abi.encodePacked(hex"01551220", keccak256(abi.encode("work", work % WORKS)));
    }

    /// What was done must be what the books allow.
    function expected(bool done, bool allowed, string memory what) private {
        if (done != allowed) surprise = what;
    }

    function commit(uint256 person, uint256 work) external {
        vm.warp(now_);
        (person, work) = (person % PEOPLE, work % WORKS);
        bytes32 commitment = registry.commitmentOf(who(person), cid(work), "secret");
        vm.prank(who(person));
        registry.commit(commitment);
        if (committed[person][work] == 0) committed[person][work] = now_;
    }

    function register(uint256 person, uint256 work) external {
        vm.warp(now_);
        (person, work) = (person % PEOPLE, work % WORKS);
        uint256 at = committed[person][work];
        bool allowed = owners[work] == address(0) && at != 0 && now_ >= at + 60;
        vm.prank(who(person));
        try registry.register(cid(work), "secret") {
            expected(true, allowed, "registered");
            owners[work] = who(person);
            ++registrations;
        } catch {
            expected(false, allowed, "not registered");
        }
    }

    function offer(uint256 person, uint256 work, uint256 to) external {
        work %= WORKS;
        bool allowed = owners[work] == who(person) && who(to) != who(person);
        vm.prank(who(person));
        try registry.offer(cid(work), who(to)) {
            expected(true, allowed, "offered");
            offers[work] = who(to);
        } catch {
            expected(false, allowed, "not offered");
        }
    }

    function withdrawOffer(uint256 person, uint256 work) external {
        work %= WORKS;
        bool allowed = owners[work] == who(person) && offers[work] != address(0);
        vm.prank(who(person));
        try registry.withdrawOffer(cid(work)) {
            expected(true, allowed, "withdrawn");
            offers[work] = address(0);
        } catch {
            expected(false, allowed, "not withdrawn");
        }
    }

    function accept(uint256 person, uint256 work) external {
        work %= WORKS;
        bool allowed = offers[work] == who(person);
        vm.prank(who(person));
        try registry.accept(cid(work)) {
            expected(true, allowed, "accepted");
            owners[work] = who(person);
            offers[work] = address(0);
        } catch {
            expected(false, allowed, "not accepted");
        }
    }

    function offerAccount(uint256 person, uint256 to) external {
        bool allowed = accountOwner == who(person);
        uint256 nonce = account.nonce();
        bytes memory call = abi.encodeCall(account.transferOwnership, (who(to)));
        bytes memory signature = signedCall(key(person), address(account), address(account), 0, call, nonce, block.timestamp);
        try account.executeSigned(address(account), 0, call, block.timestamp, signature) {
            expected(true, allowed, "account offered");
            comingOwner = who(to);
        } catch {
            expected(false, allowed, "account not offered");
        }
    }

    function acceptAccount(uint256 person) external {
        bool allowed = comingOwner == who(person);
        vm.prank(who(person));
        try account.acceptOwnership() {
            expected(true, allowed, "account accepted");
            (accountOwner, comingOwner) = (who(person), address(0));
            ++handOvers;
        } catch {
            expected(false, allowed, "account not accepted");
        }
    }

    function redirect(uint256 person, uint256 to, uint256 stale) external {
        uint256 nonce = redirects.nonces(address(account));
        if (stale % 4 == 0 && nonce > 0) --nonce;
        bool allowed = accountOwner == who(person) && nonce == redirects.nonces(address(account));
        string memory kind = "Redirect(address account,address to,uint256 nonce,uint256 deadline)";
        bytes32 contents =
            keccak256(abi.encode(keccak256(bytes(kind)), address(account), who(to), nonce, block.timestamp));
        bytes32 domain = separator("WeToken RewardRedirects", address(redirects));
        bytes memory signature = nested(key(person), address(account), domain, contents, kind);
        try redirects.redirect(address(account), who(to), block.timestamp, signature) {
            expected(true, allowed, "redirected");
            recipient = who(to);
            ++redirectedTimes;
        } catch {
            expected(false, allowed, "not redirected");
        }
    }

    function letTimePass(uint256 seconds_) external {
        now_ += seconds_ % 120;
    }
}

contract OwnershipInvariantsTest is Typed {
    People private people;

    function setUp() public override {
        people = new People();
        people.setUp();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(people);
    }

    struct Selectors {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory targets) {
        targets = new Selectors[](1);
        targets[0].addr = address(people);
        targets[0].selectors = new bytes4[](9);
        targets[0].selectors[0] = People.commit.selector;
        targets[0].selectors[1] = People.register.selector;
        targets[0].selectors[2] = People.offer.selector;
        targets[0].selectors[3] = People.withdrawOffer.selector;
        targets[0].selectors[4] = People.accept.selector;
        targets[0].selectors[5] = People.offerAccount.selector;
        targets[0].selectors[6] = People.acceptAccount.selector;
        targets[0].selectors[7] = People.redirect.selector;
        targets[0].selectors[8] = People.letTimePass.selector;
    }

    /// One campaign for all of them: each costs as much as the calls before it.
    function invariant_everythingBelongsToWhoTheBooksSay() external view {
        vm.assertEq(keccak256(bytes(people.surprise())), keccak256(""), people.surprise());
        for (uint256 work = 0; work < 4; ++work) {
            vm.assertEq(people.registry().ownerOf(people.cid(work)), people.owners(work), "owner of a work");
            vm.assertEq(people.registry().offeredTo(people.cid(work)), people.offers(work), "offer of a work");
        }
        vm.assertEq(people.account().owner(), people.accountOwner(), "owner of the account");
        vm.assertEq(people.account().pendingOwner(), people.comingOwner(), "coming owner of the account");
        address account = address(people.account());
        vm.assertEq(people.redirects().recipientOf(account), people.recipient(), "recipient");
        vm.assertEq(people.redirects().nonces(account), people.redirectedTimes(), "each signature once");
        vm.assertEq(people.factory().addressOf(people.who(0), 0), account, "the address stays, whoever owns it");
    }

    /// That the campaign reaches what it is about: in this order all of it happens.
    function test_theBooksFollowWhatIsDone() public {
        people.commit(0, 0);
        people.letTimePass(60);
        people.register(0, 0);
        people.offer(0, 0, 1);
        people.accept(1, 0);
        people.offerAccount(0, 2);
        people.acceptAccount(2);
        people.redirect(0, 1, 1);
        people.redirect(2, 1, 1);
        vm.assertEq(people.registrations(), 1, "registered");
        vm.assertEq(people.owners(0), people.who(1), "handed over");
        vm.assertEq(people.handOvers(), 1, "the account too");
        vm.assertEq(people.redirectedTimes(), 1, "and redirected by its new owner only");
        this.invariant_everythingBelongsToWhoTheBooksSay();
    }
}
