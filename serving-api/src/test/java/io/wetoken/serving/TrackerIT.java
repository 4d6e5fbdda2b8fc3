package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tracker alone, as another app uses it, in real Chromium with its limits on what may be sent. */
final class TrackerIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int COMMENTS = 40;

    private final Store store = Stores.memory();
    private final TestSite site = new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty());
    private final Chromium chromium = new Chromium();
    private final Page page = chromium.browser().newPage();

    @AfterEach
    void close() {
        chromium.close();
        site.close();
        store.close();
    }

    @Test
    void moreThanTheBrowserSendsAtOnceArrivesInSeveralBatches() {
        List<String> arrived = new ArrayList<>();
        page.route("**/v1/events", route -> {
            byte[] body = route.request().postDataBuffer();
            for (JsonNode event : JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8))) {
                arrived.add(event.required("id").asString());
            }
            route.fulfill(new Route.FulfillOptions().setStatus(202).setBody("{}"));
        });
        page.navigate(site.url() + "/wallets");
        page.evaluate("""
                async comments => {
                  const { Tracker } = await import('/js/tracker.js');
                  window.tracker = new Tracker({ collector: location.origin, account: 'ann', device: 'phone' });
                  for (let i = 0; i < comments; i++) window.tracker.track('COMMENT', { content: 'c', text: 'ä'.repeat(2000) });
                }""", COMMENTS);

        awaitNothingWaiting();
        assertThat(arrived).hasSize(COMMENTS).doesNotHaveDuplicates();
    }

    @Test
    void aTokenThatIsNoLongerBelievedLosesNothing() {
        List<String> shown = new ArrayList<>();
        page.route("**/v1/events", route -> {
            shown.add(route.request().headers().get("authorization"));
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(shown.size() == 1 ? 401 : 202)
                    .setBody("{}"));
        });
        page.navigate(site.url() + "/wallets");
        page.evaluate("""
                async () => {
                  const { Tracker } = await import('/js/tracker.js');
                  let asked = 0;
                  const token = () => `token-${++asked}`;
                  window.tracker = new Tracker({ collector: location.origin, account: 'ann', device: 'phone', token });
                  window.tracker.track('LIKE', { content: 'c' });
                }""");

        awaitNothingWaiting();
        assertThat(shown).containsExactly("Bearer token-1", "Bearer token-2");
    }

    private void awaitNothingWaiting() {
        await().pollInSameThread()
                .atMost(LIMIT)
                .until(() -> page.evaluate("window.tracker.waiting").equals(0));
    }
}
