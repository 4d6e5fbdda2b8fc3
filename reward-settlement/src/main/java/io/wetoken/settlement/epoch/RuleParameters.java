package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.settlement.bundle.ParamsJson;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.core.Rule;
import io.wetoken.settlement.core.VitalityIndicator;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The parameters of {@code reward-rule.properties}, where every one has its reason. */
public record RuleParameters(RewardParams template) {
    private static final String REFERENCE = "reward-rule.properties";

    /** The file that is built in. */
    public static RuleParameters reference() {
        try (InputStream in = RuleParameters.class.getResourceAsStream(REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the settlement module");
            }
            return of(Settings.read(REFERENCE, new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REFERENCE, e);
        }
    }

    /** @throws IllegalArgumentException naming everything that is missing, unknown or outside the rule's limits */
    static RuleParameters of(Settings settings) {
        Map<VitalityIndicator, Long> weights = new EnumMap<>(VitalityIndicator.class);
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            weights.put(indicator, settings.required("index." + indicator.key(), 0, Rule.M));
        }
        RewardParams template = new RewardParams(
                Epoch.of(0).date(),
                BigInteger.ZERO,
                amount(settings, "genesis.carry"),
                amount(settings, "genesis.adBuyback"),
                settings.required("genesis.elasticityPpm", 0, Rule.MAX_ELASTICITY_PPM),
                weights,
                settings.required("betaPpm", 0, Rule.M),
                settings.required("elasticityMinPpm", 0, Rule.MAX_ELASTICITY_PPM),
                settings.required("elasticityMaxPpm", 0, Rule.MAX_ELASTICITY_PPM),
                settings.required("elasticityStepPpm", 0, Rule.M),
                settings.required("rhoPpm", 0, Rule.M),
                settings.required("rhoMaxPpm", 0, Rule.M),
                amount(settings, "pricePerPoint"),
                settings.required("activitySharePpm", 0, Rule.M),
                settings.required("sharedPpm", 0, Rule.MAX_SHARED_PPM),
                settings.required("duelStakePpm", 0, Rule.M),
                settings.required("duelMaxBaseRatio", 1, Rule.MAX_BASE_RATIO),
                settings.required("disseminatorMaxPpm", 0, Rule.M),
                amount(settings, "minPayout"));
        settings.checkNothingElse();
        try {
            return new RuleParameters(template.checked());
        } catch (RefusedBundle e) {
            throw new IllegalArgumentException(REFERENCE + ": " + e.getMessage(), e);
        }
    }

    /** What a bundle froze. Its day and its money are not the rule's, but derived anew for each epoch. */
    static RuleParameters frozen(RewardParams params) {
        return new RuleParameters(params);
    }

    /** Of the rule's own parameters; equal for every epoch that was planned by them. */
    String sha256() throws IOException {
        Money none = new Money(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, template.elasticityMinPpm());
        return FileDigests.of(ParamsJson.write(from(Epoch.of(0), none)));
    }

    /** The parameters of an epoch that starts from this state of the money. */
    RewardParams from(Epoch epoch, Money money) {
        RewardParams t = template;
        return new RewardParams(
                epoch.date(),
                money.fund(),
                money.carry(),
                money.adBuyback(),
                // An announced change of the limits may leave yesterday's elasticity outside them; the rule wants it
                // inside.
                Math.max(t.elasticityMinPpm(), Math.min(t.elasticityMaxPpm(), money.elasticityPpm())),
                t.indexWeightsPpm(),
                t.betaPpm(),
                t.elasticityMinPpm(),
                t.elasticityMaxPpm(),
                t.elasticityStepPpm(),
                t.rhoPpm(),
                t.rhoMaxPpm(),
                t.pricePerPoint(),
                t.activitySharePpm(),
                t.sharedPpm(),
                t.duelStakePpm(),
                t.duelMaxBaseRatio(),
                t.disseminatorMaxPpm(),
                t.minPayout());
    }

    /** Before the first epoch. */
    Money genesis(BigInteger fund) {
        return new Money(fund, template.carry(), template.adBuyback(), template.previousElasticityPpm());
    }

    private static BigInteger amount(Settings settings, String key) {
        String text = settings.text(key);
        if (!text.matches("0|[1-9][0-9]{0,30}")) {
            throw new IllegalArgumentException(REFERENCE + ": " + key + " must be plain digits, is '" + text + "'");
        }
        return new BigInteger(text);
    }
}
