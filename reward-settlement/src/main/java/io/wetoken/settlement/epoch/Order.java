package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** In which order epochs may be paid: the chain takes increasing days only, and each starts from the money that the one before it left. */
final class Order {
    private Order() {}

    /** The last reconciled epoch before this one. */
    static Optional<Epochs.Row> previous(List<Epochs.Row> all, Epoch epoch) {
        return all.stream()
                .filter(row -> row.state() == State.RECONCILED && row.epoch().compareTo(epoch) < 0)
                .reduce((earlier, later) -> later);
    }

    /**
     * What must happen before this epoch may be planned, if anything must.
     *
     * @throws SettlementException when it can never be paid
     */
    static Optional<String> wait(Work work) throws IOException {
        List<Epochs.Row> all = work.epochs().all();
        for (Epochs.Row row : all) {
            boolean other = !row.epoch().equals(work.epoch);
            boolean committed = row.state().compareTo(State.COMMITTED) >= 0;
            if (other && committed && row.epoch().compareTo(work.epoch) > 0) {
                throw tooLate(work, row.epoch());
            }
            if (other && row.state().compareTo(State.PLANNED) >= 0 && row.state() != State.RECONCILED) {
                return Optional.of("epoch " + row.epoch() + ", which is " + row.state()
                        + ", to be reconciled first, for this one starts from the money it leaves: epoch run --date "
                        + row.epoch());
            }
        }
        long next = work.chain().nextEpoch();
        long expected =
                previous(all, work.epoch).map(row -> row.epoch().day() + 1).orElse(0L);
        if (work.chain().commitment(work.epoch.day()).isPresent() || next == expected) {
            return Optional.empty();
        }
        if (next > work.epoch.day()) {
            throw tooLate(work, new Epoch(java.time.LocalDate.ofEpochDay(next - 1)));
        }
        throw new SettlementException("Epoch " + work.epoch + " cannot be planned: the chain takes days from " + next
                + ", this store's epochs say from " + expected
                + (next < expected
                        ? "; the chain has lost the last commitment: epoch run --date "
                                + new Epoch(java.time.LocalDate.ofEpochDay(expected - 1)) + " restores it"
                        : "; the chain was written by somebody else, or the store was lost: restore it first"));
    }

    private static SettlementException tooLate(Work work, Epoch last) {
        return new SettlementException("Epoch " + work.epoch + " can only be closed, never paid: the chain takes"
                + " increasing days only and has committed " + last + "; use --until CLOSED");
    }
}
