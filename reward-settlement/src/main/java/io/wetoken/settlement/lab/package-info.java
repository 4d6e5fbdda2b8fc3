/**
 * Experiments on the reward rule: what effort it calls forth, what tricks gain, how long the fund lasts. Every amount is asked of
 * {@link io.wetoken.settlement.core.Planner}; no share, pool or duel may be computed here a second time, and chance comes from the seed alone.
 */
package io.wetoken.settlement.lab;
