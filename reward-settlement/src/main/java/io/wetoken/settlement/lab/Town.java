package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.Bundle;
import io.wetoken.settlement.core.Id;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.core.VitalityIndicator;
import java.util.ArrayList;
import java.util.List;

/** A community on one day, in rows that are not yet a bundle, so that experiments may change them. Points, bases and promotions are counts of the rule. */
final class Town {
    record Account(String id, long points) {}

    record Space(String id, String owner, long ownerSharePpm) {}

    record Affinity(String account, String space, long points) {}

    record Creator(String id, long base, long promotion) {}

    final List<Account> accounts = new ArrayList<>();
    final List<Space> spaces = new ArrayList<>();
    final List<Affinity> affinities = new ArrayList<>();
    final List<Creator> creators = new ArrayList<>();
    private long today = 1;
    private long baseline = 1;

    Town copy() {
        Town copy = new Town();
        copy.accounts.addAll(accounts);
        copy.spaces.addAll(spaces);
        copy.affinities.addAll(affinities);
        copy.creators.addAll(creators);
        copy.today = today;
        copy.baseline = baseline;
        return copy;
    }

    /** The same town with everybody so many times: the rule is linear, so one account stands for a crowd of equals. */
    Town times(long crowd) {
        Town many = copy();
        many.accounts.replaceAll(account -> new Account(account.id(), account.points() * crowd));
        many.affinities.replaceAll(
                affinity -> new Affinity(affinity.account(), affinity.space(), affinity.points() * crowd));
        many.creators.replaceAll(
                creator -> new Creator(creator.id(), creator.base() * crowd, creator.promotion() * crowd));
        return many;
    }

    Town account(String id, long points) {
        accounts.add(new Account(id, points));
        return this;
    }

    Town space(String id, String owner, long ownerSharePpm) {
        spaces.add(new Space(id, owner, ownerSharePpm));
        return this;
    }

    Town affinity(String account, String space, long points) {
        affinities.add(new Affinity(account, space, points));
        return this;
    }

    Town creator(String id, long base, long promotion) {
        creators.add(new Creator(id, base, promotion));
        return this;
    }

    /** All eight indicators alike. */
    Town indicators(long figure, long median) {
        today = figure;
        baseline = median;
        return this;
    }

    Income pays(RewardParams params) {
        try {
            Bundle bundle = new Bundle(params);
            for (VitalityIndicator indicator : VitalityIndicator.values()) {
                bundle.indicator(indicator.key(), today, baseline);
            }
            for (Account account : accounts) {
                bundle.activity(Id.of(account.id()), account.points());
            }
            for (Space space : spaces) {
                bundle.space(Id.of(space.id()), Id.of(space.owner()), space.ownerSharePpm());
            }
            for (Affinity affinity : affinities) {
                bundle.affinity(Id.of(affinity.account()), Id.of(affinity.space()), affinity.points());
            }
            for (Creator creator : creators) {
                bundle.contribution(Id.of(creator.id()), creator.base(), creator.promotion(), 0);
            }
            return new Income(Planner.plan(bundle.complete()));
        } catch (RefusedBundle e) {
            throw new IllegalStateException("An experiment made a bundle that must be refused: " + e.getMessage(), e);
        }
    }
}
