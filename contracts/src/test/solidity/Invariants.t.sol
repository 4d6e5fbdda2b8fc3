// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

import {Fixture} from "./Fixture.sol";

/// Does what anybody can do, and what the settler can do, in any order; counts what came of it.
contract Community is Fixture {
    uint256 private constant CHUNKS = 3;
    uint256 private constant AMOUNT = 1000;

    uint256 public committedTotal;
    uint256 public pushes;
    uint256 public refilledTotal;
    bool public paidTwice;
    bool public poolLost;
    bool public vetoedAfterPaying;
    bool public committedAlone;
    uint256 public vetoes;
    uint256[] public epochs;

    /// What this contract saw being paid, so that the pool's own bits are not the only witness.
    mapping(uint256 epochId => mapping(uint256 chunk => bool)) private seenPaid;

    function tokens() external view returns (uint256 supply, uint256 inFund, uint256 inPool, uint256 here) {
        return (token.totalSupply(), token.balanceOf(address(fund)), token.balanceOf(address(pool)), token.balanceOf(address(this)));
    }

    function poolFigures() external view returns (uint256 reserved, uint256 unreserved, uint256 paid, uint256 total) {
        for (uint256 i = 0; i < epochs.length; ++i) {
            (, uint256 t, uint256 p,,,) = pool.epochOf(epochs[i]);
            require(p <= t, "paid more than committed");
            paid += p;
            total += t;
        }
        return (pool.reserved(), pool.unreserved(), paid, total);
    }

    /// Sometimes less than the chunks hold, so that the total must be what stops them.
    function commitNext(uint256 skip, uint256 less) external {
        uint256 epochId = pool.nextEpoch() + skip % 3;
        if (epochId >= TODAY) return;
        commitAs(epochId, less);
        epochs.push(epochId);
    }

    function commitAs(uint256 epochId, uint256 less) private {
        bytes32 root = rootOf(leavesOf(epochId, chunksOf(epochId)));
        uint256 total = CHUNKS * 2 * AMOUNT - less % 3;
        approve(epochId, root, total, CHUNKS);
        propose(epochId, root, total, CHUNKS);
        committedTotal += total;
    }

    /// The guardian tries what may be open already; what was vetoed is committed again by the next who asks.
    function vetoSome(uint256 which) external {
        if (epochs.length == 0) return;
        uint256 epochId = epochs[which % epochs.length];
        (, uint256 total, uint256 paid,,,) = pool.epochOf(epochId);
        vm.prank(GUARDIAN);
        try pool.vetoEpoch(epochId) {
            committedTotal -= total;
            vetoedAfterPaying = vetoedAfterPaying || paid > 0;
            ++vetoes;
        } catch {}
    }

    function commitAgain(uint256 which, uint256 less) external {
        if (epochs.length == 0) return;
        uint256 epochId = epochs[which % epochs.length];
        (,,,, bool committed,) = pool.epochOf(epochId);
        if (!committed) commitAs(epochId, less);
    }

    function timePasses(uint256 seconds_) external {
        vm.warp(block.timestamp + seconds_ % VETO_DELAY);
    }

    /// Whoever has only some of the keys commits nothing: what the approver did not name, the proposer cannot.
    function proposeAlone(uint256 total, bytes32 root) external {
        uint256 epochId = pool.nextEpoch();
        vm.prank(SETTLER);
        try pool.commitEpoch(epochId, root, total, 1, DATA_CID) {
            committedAlone = true;
        } catch {}
        vm.prank(APPROVER);
        try pool.commitEpoch(epochId, root, total, 1, DATA_CID) {
            committedAlone = true;
        } catch {}
    }

    function buyBack(uint256 amount) external {
        amount %= 10 ** 20;
        token.approve(address(fund), amount);
        fund.fundWith(amount);
    }

    /// What those hold who may act but are paid nothing.
    function heldByKeys() external view returns (uint256) {
        return token.balanceOf(SETTLER) + token.balanceOf(APPROVER) + token.balanceOf(GUARDIAN) + token.balanceOf(ADMIN);
    }

    /// What the recipients of the committed chunks hold together.
    function heldByRecipients() external view returns (uint256 sum) {
        for (uint256 i = 0; i < epochs.length; ++i) {
            for (uint256 chunk = 0; chunk < CHUNKS; ++chunk) {
                uint256 first = (epochs[i] + 1) * 1000 + chunk * 10;
                sum += token.balanceOf(address(uint160(first))) + token.balanceOf(address(uint160(first + 1)));
            }
        }
    }

    function pushSome(uint256 which, uint256 chunk, uint256 claimed, address caller) external {
        if (epochs.length == 0) return;
        uint256 epochId = epochs[which % epochs.length];
        bytes[] memory packed = chunksOf(epochId);
        bytes32[] memory leaves = leavesOf(epochId, packed);
        chunk %= CHUNKS;
        uint256 index = claimed % 5 == 0 ? claimed % (CHUNKS + 2) : chunk;
        uint256 before = token.balanceOf(address(pool));
        bytes32[] memory proof = proofOf(leaves, chunk);
        vm.prank(caller);
        try pool.push(epochId, index, packed[chunk], proof) {
            ++pushes;
            paidTwice = paidTwice || seenPaid[epochId][index];
            seenPaid[epochId][index] = true;
        } catch {
            poolLost = poolLost || token.balanceOf(address(pool)) != before;
        }
    }

    function refillNext(uint256 skip, uint256 amount) external {
        uint256 epochId = fund.nextEpoch() + skip % 3;
        if (epochId >= TODAY) return;
        amount %= fund.cap() + 1;
        vm.prank(SETTLER);
        fund.refill(epochId, amount);
        refilledTotal += amount;
    }

    function giveToPool(uint256 amount) external {
        token.transfer(address(pool), amount % 10 ** 20);
    }

    function chunksOf(uint256 epochId) private pure returns (bytes[] memory packed) {
        packed = new bytes[](CHUNKS);
        for (uint256 i = 0; i < CHUNKS; ++i) {
            packed[i] = pack((epochId + 1) * 1000 + i * 10, 2, AMOUNT);
        }
    }
}

contract InvariantsTest is Fixture {
    Community private community;

    function setUp() public override {
        community = new Community();
        community.setUp();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(community);
    }

    struct Selectors {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory targets) {
        targets = new Selectors[](1);
        targets[0].addr = address(community);
        targets[0].selectors = new bytes4[](9);
        targets[0].selectors[0] = Community.commitNext.selector;
        targets[0].selectors[1] = Community.pushSome.selector;
        targets[0].selectors[2] = Community.refillNext.selector;
        targets[0].selectors[3] = Community.giveToPool.selector;
        targets[0].selectors[4] = Community.vetoSome.selector;
        targets[0].selectors[5] = Community.commitAgain.selector;
        targets[0].selectors[6] = Community.timePasses.selector;
        targets[0].selectors[7] = Community.proposeAlone.selector;
        targets[0].selectors[8] = Community.buyBack.selector;
    }

    /// One campaign for all of them: each costs as much as the calls before it.
    function invariant_theMoneyIsWhereItBelongs() external view {
        theSupplyIsFixed();
        noChunkIsPaidTwice();
        whatIsPaidStaysWithinWhatIsCommitted();
        theFundPaysThePoolOnly();
        vm.assertTrue(!community.poolLost(), "a refused push costs the pool nothing");
        vm.assertTrue(!community.vetoedAfterPaying(), "what has paid is not vetoed");
        vm.assertTrue(!community.committedAlone(), "no key commits alone");
        nobodyButRecipientsGains();
    }

    function theSupplyIsFixed() private view {
        (uint256 supply,,,) = community.tokens();
        vm.assertEq(supply, 10 ** 28, "supply");
    }

    function noChunkIsPaidTwice() private view {
        vm.assertTrue(!community.paidTwice(), "paid twice");
        (,, uint256 paid,) = community.poolFigures();
        vm.assertEq(paid, community.pushes() * 2000, "each push paid its chunk once");
    }

    function whatIsPaidStaysWithinWhatIsCommitted() private view {
        (uint256 reserved,, uint256 paid, uint256 total) = community.poolFigures();
        vm.assertEq(total, community.committedTotal(), "commitments do not change");
        vm.assertEq(reserved, total - paid, "reserved");
    }

    /// paid ≤ committed ≤ funded: what is reserved is there.
    function nobodyButRecipientsGains() private view {
        (uint256 reserved, uint256 unreserved, uint256 paid,) = community.poolFigures();
        (,, uint256 inPool,) = community.tokens();
        vm.assertEq(reserved + unreserved, inPool, "what is committed is in the pool");
        vm.assertEq(community.heldByRecipients(), paid, "recipients hold what was paid");
        vm.assertEq(community.heldByKeys(), 0, "no key holds anything");
    }

    function theFundPaysThePoolOnly() private view {
        (, uint256 inFund, uint256 inPool, uint256 here) = community.tokens();
        (,, uint256 paid,) = community.poolFigures();
        vm.assertEq(inFund, 4 * 10 ** 27 - community.refilledTotal(), "fund");
        vm.assertEq(inFund + inPool + here + paid, 10 ** 28, "nothing is anywhere else");
    }
}
