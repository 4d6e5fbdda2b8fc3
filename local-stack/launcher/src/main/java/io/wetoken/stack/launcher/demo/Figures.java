package io.wetoken.stack.launcher.demo;

import java.math.BigInteger;
import java.util.Map;

/**
 * What the demo ends with; events are counted over all days that were sent, money over the last one.
 *
 * @param suspectedFor suspect events of the day that was paid by reason, of which an event may have several
 * @param indexPpm activity against the usual, in millionths
 * @param elasticityPpm what the pool is multiplied with, in millionths
 * @param planned base units that the plan pays
 * @param paid base units that the chain paid
 * @param root of the first commitment's tree, 0x hex
 * @param reconciled whether the audit agrees with the chain
 */
record Figures(
        long sent,
        long accepted,
        long rejected,
        long valid,
        long suspect,
        long duplicate,
        Map<String, Long> suspectedFor,
        long activeUsers,
        String epoch,
        long indexPpm,
        long elasticityPpm,
        BigInteger pool,
        BigInteger planned,
        BigInteger paid,
        long recipients,
        String root,
        long chainId,
        boolean reconciled,
        Shown shown) {
    /**
     * What people see of it.
     *
     * @param mediaReady videos that became clips
     * @param contents that can be played
     * @param feeds people with something in their feed
     * @param asked people whose feed was asked for
     * @param model version; empty when none was trained
     * @param recall by model, of what people took to anew on the last day, held out
     */
    record Shown(int mediaReady, int contents, int feeds, int asked, String model, Map<String, Double> recall) {}
}
