package io.wetoken.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Speaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
    private static final Speaker ANN = new Speaker("ann", "phone");
    private static final RateSettings SMALL = new RateSettings(60, 3_000, 600, 1_200, 1_000);

    private final AtomicLong nanos = new AtomicLong(17);

    @Test
    void aMinutesWorthMayComeAtOnceAndMoreAsTheBucketFills() {
        RateLimits limits = limits(new RateSettings(60, 0, 0, 0, 10));
        for (int i = 0; i < 60; i++) {
            assertThat(limits.request("a").enter()).as("request %d", i).isEmpty();
        }

        Answer.TooMany over = limits.request("a").enter().orElseThrow();
        assertThat(over.limit()).isEqualTo("address-requests");
        assertThat(over.after()).hasSeconds(1);
        assertThat(over.detail())
                .contains("At most 60 requests of this address")
                .contains("0 more now");
        assertThat(limits.request("b").enter()).isEmpty();
        pass(Duration.ofMillis(999));
        assertThat(limits.request("a").enter()).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(limits.request("a").enter()).isEmpty();
        assertThat(limits.request("a").enter()).isPresent();
    }

    @Test
    void eachEventCountsForItsAddressItsDeviceAndItsAccount() {
        RateLimits limits = limits(SMALL);

        RequestQuota quota = limits.request("a");
        assertThat(quota.take(Collections.nCopies(400, ANN))).isEmpty();
        assertThat(quota.headers())
                .containsEntry(
                        "ratelimit-policy",
                        "\"address-requests\";q=60;w=60, \"address-events\";q=3000;w=60, "
                                + "\"device-events\";q=600;w=60, \"account-events\";q=1200;w=60")
                .containsEntry(
                        "ratelimit",
                        "\"address-events\";r=2600;t=8, \"account-events\";r=800;t=20, \"device-events\";r=200;t=40");
        Answer.TooMany over =
                limits.request("b").take(Collections.nCopies(300, ANN)).orElseThrow();
        assertThat(over.limit()).isEqualTo("device-events");
        assertThat(over.after()).hasSeconds(10);
    }

    @Test
    void whatIsRefusedTakesNothing() {
        RateLimits limits = limits(SMALL);
        List<Speaker> mixed = new ArrayList<>(Collections.nCopies(100, new Speaker("bob", "watch")));
        mixed.addAll(Collections.nCopies(400, ANN));
        assertThat(limits.request("a").take(Collections.nCopies(500, ANN))).isEmpty();

        assertThat(limits.request("a").take(mixed)).isPresent();

        RequestQuota bobs = limits.request("c");
        assertThat(bobs.take(Collections.nCopies(500, new Speaker("bob", "watch"))))
                .isEmpty();
        assertThat(bobs.headers().get("ratelimit"))
                .contains("\"device-events\";r=100")
                .contains("\"account-events\";r=700");
        RequestQuota ann = limits.request("a");
        assertThat(ann.take(List.of(ANN))).isEmpty();
        assertThat(ann.headers().get("ratelimit")).contains("\"address-events\";r=2499");
    }

    @Test
    void whatCannotBeReadCountsForItsAddressOnly() {
        RequestQuota quota = limits(SMALL).request("a");

        assertThat(quota.take(Collections.nCopies(500, new Speaker(null, null))))
                .isEmpty();
        assertThat(quota.headers().get("ratelimit")).isEqualTo("\"address-events\";r=2500;t=10");
    }

    @Test
    void withoutLimitsThereAreNoHeaders() {
        RequestQuota quota = limits(RateSettings.NONE).request("a");

        assertThat(quota.enter()).isEmpty();
        assertThat(quota.take(Collections.nCopies(500, ANN))).isEmpty();
        assertThat(quota.headers()).isEmpty();
    }

    @Test
    void soManyAreRememberedAndWhoWasNotSeenForLongestIsForgotten() {
        RateLimits limits = limits(new RateSettings(1, 0, 0, 0, 100));
        for (int i = 0; i < 10_000; i++) {
            limits.request("address-" + i).enter();
        }

        assertThat(limits.entries()).isEqualTo(100);
        assertThat(limits.request("address-9999").enter()).isPresent();
        assertThat(limits.request("address-0").enter()).as("forgotten").isEmpty();
        assertThat(limits.entries()).isEqualTo(100);
    }

    /** Against the plain arithmetic of a bucket, whatever comes when. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noKeyEverGetsMoreThanItsBucketAndWhatFlowedIn(long seed) {
        Random random = new Random(seed);
        long most = 500L + random.nextInt(1_000);
        RateLimits limits = limits(new RateSettings(0, 0, most, 0, 50));
        Map<String, Long> taken = new HashMap<>();
        long start = nanos.get();
        for (int i = 0; i < 2_000; i++) {
            String device = "device-" + random.nextInt(5);
            int count = 1 + random.nextInt(50);
            if (limits.request("a")
                    .take(Collections.nCopies(count, new Speaker("ann", device)))
                    .isEmpty()) {
                taken.merge(device, (long) count, Long::sum);
            }
            pass(Duration.ofMillis(random.nextInt(100)));

            double passed =
                    (nanos.get() - start) / (double) Duration.ofMinutes(1).toNanos();
            assertThat(taken.getOrDefault(device, 0L).doubleValue())
                    .as("seed %d, step %d, %s", seed, i, device)
                    .isLessThanOrEqualTo(most + most * passed + 1);
        }
        long minutes = Duration.ofNanos(nanos.get() - start).toMinutes();
        assertThat(taken.values()).as("seed %d", seed).allMatch(all -> all >= most * minutes * 0.9);
    }

    @Test
    void manyThreadsTogetherGetWhatOneWouldGet() {
        RateLimits limits = limits(new RateSettings(0, 0, 0, 5_000, 10));
        AtomicLong taken = new AtomicLong();

        CompletableFuture<?>[] senders = new CompletableFuture<?>[8];
        for (int i = 0; i < senders.length; i++) {
            senders[i] = CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 1_000; j++) {
                    if (limits.request("a").take(List.of(ANN)).isEmpty()) {
                        taken.incrementAndGet();
                    }
                }
            });
        }
        CompletableFuture.allOf(senders).join();

        assertThat(taken).hasValue(5_000);
    }

    private RateLimits limits(RateSettings settings) {
        return new RateLimits(settings, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
