package io.wetoken.serving;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A creator's page in real Chromium: how works are taken for everybody, and what one gives one's time to for oneself. */
final class PeopleIT {
    private static final String CURVE = "1000000 900000 800000 700000 600000 500000 400000 300000 200000 100000";

    @TempDir
    private Path directory;

    @Test
    void favourIsShownToEverybodyAndATasteToItsOwner() throws Exception {
        Path tables = Files.createDirectories(directory.resolve("2026-11-21"));
        Files.writeString(
                tables.resolve("favour.csv"), "header\nfilm+one,10,12,3,107791,300000,603222,100000," + CURVE + "\n");
        Files.writeString(
                tables.resolve("taste.csv"),
                "header\nann,CREATOR,bob,60000,750000\nann,CREATOR,<b>cy</b>,20000,250000\nann,HOUR,07,80000,1000000\n");
        Files.writeString(directory.resolve("current"), "2026-11-21\n");
        List<String> complaints = new ArrayList<>();
        try (Store store = Stores.memory();
                Chromium chromium = new Chromium();
                TestSite site = new TestSite(
                        store,
                        new FixedChain(),
                        TestSite.CONTRACTS,
                        Optional.empty(),
                        "127.0.0.1",
                        false,
                        Map.of("analysis.dir", directory.toString()));
                BrowserContext context = chromium.browser().newContext()) {
            store.clips()
                    .put(new Clip(
                            new ContentId("film one"),
                            new AccountId("ann"),
                            "One",
                            "",
                            "d",
                            "c",
                            1_000,
                            1,
                            1,
                            false,
                            1));
            Page page = context.newPage();
            page.onPageError(complaints::add);
            page.navigate(site.url() + "/people/ann");
            assertThat(page.locator(".favour"))
                    .containsText("10 % to the end; liked by 30 % of 10 viewers (11 % to 60 %)");
            assertThat(page.locator(".curve rect")).hasCount(10);
            assertThat(page.locator("#taste-part")).isHidden();
            String identity = site.send(site.signIn("{\"account\":\"ann\",\"device\":\"phone\"}")
                            .build())
                    .text();
            page.evaluate("identity => localStorage.setItem('we.identity', identity)", identity);
            page.reload();
            assertThat(page.locator("#taste-part")).isVisible();
            assertThat(page.locator("#taste li").first()).containsText("bob75 %");
            assertThat(page.locator("#taste li").nth(1)).containsText("<b>cy</b>");
            Files.createDirectories(Path.of("target/screenshots"));
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/people.png")));
        }
        assertThat(complaints).isEmpty();
    }
}
