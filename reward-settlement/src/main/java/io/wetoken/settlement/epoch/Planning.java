package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.bundle.BundleReader;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.bundle.PlanWriter;
import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import java.io.IOException;
import java.nio.file.Path;

/** Applies the rule to a bundle that was put together for an epoch. */
final class Planning {
    private Planning() {}

    /**
     * Writes the plan, in place of one that is there.
     *
     * @throws SettlementException when the bundle is refused, naming the place in it
     */
    static Plan plan(Epoch epoch, Path inputs, Path target) throws IOException {
        Plan plan;
        try {
            plan = Planner.plan(BundleReader.read(inputs));
        } catch (RefusedBundle e) {
            throw new SettlementException(
                    "The bundle of " + epoch + " in " + inputs + " is refused: " + e.getMessage(), e);
        }
        OutputDirectory.delete(target);
        OutputDirectory.write(target, directory -> PlanWriter.write(plan, directory));
        return plan;
    }
}
