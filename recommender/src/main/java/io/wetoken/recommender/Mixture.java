package io.wetoken.recommender;

/**
 * What the default model looks up: for every item its neighbours with the blended weights, and what they were blended with.
 *
 * @see Blend
 */
public record Mixture(Neighbours rows, BlendWeights weights) {}
