package io.wetoken.settlement.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.epoch.Payouts;
import java.io.IOException;
import java.nio.file.Path;

/** Cuts a plan's payouts into chunks, makes the tree and each chunk's proof, and prints how many chunks there are and how many seconds the cutting, hashing and proving took. */
final class CutPayouts {
    private CutPayouts() {}

    /** @param args the day and the plan */
    public static void main(String[] args) throws IOException {
        Epoch epoch = Epoch.parse(args[0]);
        Commitment.Payouts read = Payouts.read(epoch, Path.of(args[1]));
        long start = System.nanoTime();
        Commitment.Payouts payouts = Commitment.Payouts.of(
                epoch.day(),
                read.chunks().stream()
                        .flatMap(chunk -> chunk.payments().stream())
                        .toList());
        long nodes = 0;
        for (Chunk chunk : payouts.chunks()) {
            nodes += payouts.tree().proof(chunk.index()).size();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(payouts.chunks().size() + " " + nodes + " " + seconds);
    }
}
