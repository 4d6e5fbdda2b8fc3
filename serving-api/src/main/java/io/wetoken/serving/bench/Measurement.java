package io.wetoken.serving.bench;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Four loads, one after the other: pages at a fixed rate, pages as fast as they are answered, and both of a page that is always the same. Before them a warm-up.
 *
 * @param feed those who ask for pages of the site
 * @param during how long each takes
 * @param say told what begins
 */
record Measurement(SiteChild site, Load feed, int rate, Duration during, Consumer<String> say) {
    private static final int OPEN_AT_FULL_SPEED = 8;
    /** After so many the compilers have seen all that a page needs; where a machine is too busy for so many, the figure says so. */
    private static final int WARM_PAGES = 80_000;

    private static final int MOST_WARM_UPS = 8;

    Measured run() throws InterruptedException {
        Load.Ask fixedPage = new Load.Ask(site.url().resolve(FixedPage.PATH), "");
        Load fixed = new Load(number -> fixedPage);
        say.accept("Warming up");
        Load.Outcome warm = feed.saturate(OPEN_AT_FULL_SPEED, during);
        long warmed = warm.full();
        for (int more = 0; more < MOST_WARM_UPS && warmed < WARM_PAGES; more++) {
            warmed += feed.saturate(OPEN_AT_FULL_SPEED, during).full();
        }
        fixed.saturate(OPEN_AT_FULL_SPEED, during.dividedBy(4));
        // At a rate more are open at times than at full speed, so that the site has further threads to start.
        feed.steady(rate, during.dividedBy(2));
        say.accept("At " + rate + " pages a second");
        Duration before = site.cpu();
        Load.Outcome steady = feed.steady(rate, during);
        Duration cpu = site.cpu().minus(before);
        say.accept("As fast as pages are answered");
        Load.Outcome fast = feed.saturate(OPEN_AT_FULL_SPEED, during);
        say.accept("The fixed page");
        return new Measured(
                warm,
                warmed,
                rate,
                steady,
                cpu,
                fast,
                fixed.steady(rate, during),
                fixed.saturate(OPEN_AT_FULL_SPEED, during));
    }
}
