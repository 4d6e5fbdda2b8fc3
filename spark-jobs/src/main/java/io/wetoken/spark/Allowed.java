package io.wetoken.spark;

import io.wetoken.recommender.quality.Checks;
import java.util.List;

/**
 * Checks that a day may fail.
 *
 * @param because why; goes into the card of the model
 */
record Allowed(List<String> checks, String because) {
    /** @throws IllegalArgumentException when a check is unknown, or there is no reason */
    Allowed {
        checks = List.copyOf(checks);
        checks.forEach(Checks::named);
        if (!checks.isEmpty() && because.isBlank()) {
            throw new IllegalArgumentException(
                    "--allow " + String.join(" ", checks) + " wants a reason: --because TEXT");
        }
    }
}
