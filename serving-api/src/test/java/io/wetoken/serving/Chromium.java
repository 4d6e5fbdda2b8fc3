package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real browser, and what tests ask of its pages. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        assertThat(Files.isExecutable(PROGRAM))
                .as("Chromium is not at " + PROGRAM + ": run ./we test, which installs it, or apt-get install chromium")
                .isTrue();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(FLAGS));
    }

    Browser browser() {
        return browser;
    }

    /** Waits until the time of the clip at a place of the player goes on, twice. Asked from this thread, and by evaluate: the page's policy forbids an eval. */
    static void awaitPlaying(Page page, int place) {
        double seen = await().pollInSameThread().atMost(LIMIT).until(() -> seconds(page, place), now -> now > 0.2);
        await().pollInSameThread().atMost(LIMIT).until(() -> seconds(page, place) != seen);
    }

    private static double seconds(Page page, int place) {
        return ((Number) page.evaluate(
                        "document.querySelector('[data-place=\"" + place + "\"] video')?.currentTime ?? 0"))
                .doubleValue();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
