package io.wetoken.settlement.epoch;

import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.util.Map;

/** COMMITTED to PAYING: the chunks and their proofs are stored, so that anybody can check and push them. */
final class PublishStep implements Step {
    @Override
    public State from() {
        return State.COMMITTED;
    }

    @Override
    public StepResult run(Work work) throws IOException {
        Commitment.Payouts payouts = Payouts.of(work);
        for (Chunk chunk : payouts.chunks()) {
            work.epochs()
                    .putChunk(
                            work.epoch,
                            new Epochs.Chunk(
                                    chunk.index(),
                                    Commitment.hex(chunk.packed()),
                                    payouts.tree().proof(chunk.index()).stream()
                                            .map(Commitment::hex)
                                            .toList()));
        }
        work.probe.at("chunks-published");
        return new StepResult.Done(Map.of());
    }
}
