package io.wetoken.recommender.offpolicy;

import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.interval.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;

/**
 * What a policy is worth by the log of another, by every estimator. The protocol on the Open Bandit Dataset, where one policy's log is asked about another's
 * and that one's own log gives the answer, is Y. Saito, S. Aihara, M. Matsutani, Y. Narita, Open Bandit Dataset and Pipeline, NeurIPS Datasets 2021, §5.
 *
 * @param estimates in the order of {@link Estimators}
 */
public record OffPolicyEvaluation(List<Estimate> estimates, Diagnostics diagnostics) {
    /**
     * @param clip the largest weight, where weights are to be cut
     * @param done is told how many resamples are done
     * @throws IllegalArgumentException when the log cannot speak for the policy
     */
    public static OffPolicyEvaluation of(
            ImpressionLog log, Policy policy, OptionalDouble clip, Bootstrap bootstrap, IntConsumer done) {
        Weights weights = new Weights(log, policy, clip);
        Map<String, Terms> terms = new LinkedHashMap<>();
        for (Estimator estimator : Estimators.ALL) {
            if (terms.put(estimator.name(), estimator.terms(log, policy, weights)) != null) {
                throw new IllegalStateException("Two estimators are called " + estimator.name());
            }
        }
        return new OffPolicyEvaluation(bootstrap.estimates(terms, done), weights.diagnostics());
    }

    /**
     * The value of the policy that wrote a log: the mean reward of its impressions.
     *
     * @param name what to call it
     */
    public static Estimate onPolicy(String name, ImpressionLog log, Bootstrap bootstrap) {
        return bootstrap.estimates(Map.of(name, log.onPolicy()), done -> {}).get(0);
    }
}
