package io.wetoken.serving;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.serving.chain.Web3jChain;
import io.wetoken.store.Metrics;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import io.wetoken.store.Tallies.Ranked;
import io.wetoken.store.Tallies.Subject;
import io.wetoken.store.Tallies.Watching;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees, in real Chromium, over a real chain that has paid a real epoch; pictures are left in {@code target/screenshots}. */
final class BrowserIT {
    private static final Path PICTURES = Path.of("target/screenshots");

    /** Yesterday by the chain's clock at the latest: an epoch is committed only after its day. */
    private static final Epoch DAY = Epoch.parse("2025-06-01");

    private static final Epoch UNCOMMITTED = DAY.plusDays(1);
    /** Two chunks; only the first is pushed. */
    private static final PaidEpoch PAID = PaidEpoch.of(DAY, 620);

    private static Store store;
    private static DevChain chain;
    private static Web3jChain reader;
    private static TestSite site;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        chain = new DevChain(directory);
        chain.pay(PAID, 1);
        store = Stores.memory();
        PAID.putInto(store);
        PaidEpoch.of(UNCOMMITTED, 3).putInto(store);
        for (int back = 1; back <= 70; back++) {
            store.epochs().open(DAY.plusDays(-back));
        }
        store.metrics()
                .put(
                        DAY,
                        Map.of(
                                "validLikes", 812L,
                                "averagePlays", 2_500_000L,
                                "eventsValid", 18_412L,
                                "suspectedFor.RATE", 7L,
                                "suspectedFor.PARALLEL_PLAYS", 31L));
        store.metrics()
                .putTrending(List.of(
                        new Metrics.Trending(new ContentId("<img src=x onerror=alert(1)>"), 9_000_000, 0),
                        new Metrics.Trending(new ContentId("film-2"), 4_000_000, 0)));
        store.tallies().putWatching(List.of(new Watching(Subject.PLATFORM, 11, 1)));
        store.tallies()
                .putTop(DAY, List.of(new Ranked(new AccountId("<b>bob</b>"), 4), new Ranked(new AccountId("cy"), 1)));
        reader = new Web3jChain(chain.url(), new Address(chain.deployment().token()));
        site = new TestSite(store, reader, chain.deployment(), Optional.of(chain.url()));
        chromium = new Chromium();
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable part : new AutoCloseable[] {chromium, site, reader, chain, store}) {
            close(part);
        }
    }

    @BeforeEach
    void open() {
        view(1200, 1000);
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aProofVerifiesAgainstTheRootOnTheChain() {
        go("/epochs/" + DAY + "/proofs/" + PaidEpoch.address(7));

        assertThat(verdict()).containsText("Verified: epoch 2025-06-01 pays 1.234567890123456796 WE");
        assertThat(verdict()).containsText("the chain says that it has been paid");
        assertThat(page.locator("#steps li")).hasCount(3);
        assertThat(page.locator("#steps li").last()).containsText(PAID.root());
        picture("proof");
    }

    @Test
    void aProofOfAChunkThatIsNotPaidYetVerifiesAndSaysSo() {
        go("/epochs/" + DAY + "/proofs/" + PaidEpoch.address(619));

        assertThat(verdict()).containsText("Verified");
        assertThat(verdict()).containsText("it has not been paid yet");
    }

    @Test
    void aTamperedAmountDoesNotMatch() {
        go("/epochs/" + DAY + "/proofs/" + PaidEpoch.address(7));
        assertThat(verdict()).containsText("Verified");

        page.getByLabel("Amount in WE").fill("1.234567890123456797");
        page.getByLabel("Amount in WE").press("Enter");
        assertThat(verdict()).containsText("Does not match");
        picture("proof-tampered");

        button("Put the true amount back").click();
        assertThat(verdict()).containsText("Verified");
    }

    @Test
    void aTamperingServerIsCaught() {
        String honest = Long.toHexString(0x1000_0000_0000L + 7);
        page.route("**/v1/epochs/*/proofs/*", route -> {
            String answer = route.fetch().text();
            // The server claims another recipient for the same payout, in the chunk as well.
            route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(answer.replace(honest, "666600000007")));
        });
        go("/epochs/" + DAY + "/proofs/" + PaidEpoch.address(7));

        assertThat(verdict()).containsText("Does not match");
    }

    @Test
    void anEpochThatTheChainDoesNotKnowIsNotVerified() {
        go("/epochs/" + UNCOMMITTED + "/proofs/" + PaidEpoch.address(1));

        assertThat(verdict()).containsText("Not verified: the chain holds no commitment");
    }

    @Test
    void withoutAPublicNodeTheReaderIsToldWhatAnotherMustAnswer() {
        try (TestSite silent = new TestSite(store, reader, chain.deployment(), Optional.empty())) {
            page.navigate(silent.url() + "/epochs/" + DAY + "/proofs/" + PaidEpoch.address(7));

            assertThat(verdict()).containsText("Not checked: this site names no public node");
            assertThat(verdict()).containsText(PAID.root());
            assertThat(page.locator("#steps li")).hasCount(2);
            assertThat(page.locator("#call"))
                    .containsText("eth_call to " + chain.deployment().pool());
            assertThat(page.locator("#call")).containsText("this site names no public node");
            picture("proof-without-node");

            page.getByLabel("Amount in WE").fill("1.234567890123456797");
            button("Check").click();
            assertThat(verdict()).containsText("Not checked");
            assertThat(verdict()).not().containsText(PAID.root());
        }
    }

    @Test
    void nonsenseIsNoAmount() {
        go("/epochs/" + DAY + "/proofs/" + PaidEpoch.address(7));
        assertThat(verdict()).containsText("Verified");

        page.getByLabel("Amount in WE").fill("-1e5");
        button("Check").click();
        assertThat(verdict()).containsText("Not an amount");
    }

    @Test
    void aLiveFigureMovesWhenTheStoresFigureMoves() {
        go("/live");
        Locator likes = page.locator("[data-figure=validLikes]");
        assertThat(likes).hasText("812");
        assertThat(page.locator("[data-figure=averagePlays]")).hasText("2.5");
        assertThat(page.locator("#reasons li")).hasText(new String[] {"PARALLEL_PLAYS31", "RATE7"});
        assertThat(page.locator("#trending li").first()).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("[data-figure=watchingNow]")).hasText("11");
        assertThat(page.locator("#creators li")).hasText(new String[] {"<b>bob</b>4", "cy1"});
        picture("live");

        store.metrics().put(DAY, Map.of("validLikes", 813L));
        assertThat(likes).hasText("813");
        store.metrics().put(DAY, Map.of("validLikes", 812L));
        assertThat(likes).hasText("812");
    }

    @Test
    void aWalletShowsItsBalanceFromTheChain() {
        go("/wallets");
        page.getByLabel("Address or account").fill("user-7");
        button("Show").click();

        assertThat(page.locator("#address")).hasText(PaidEpoch.address(7).hex());
        assertThat(page.locator("#balance")).containsText("1.2345… WE");
        assertThat(page.locator("#balance")).containsText("1.234567890123456796");
        picture("wallet");

        go("/wallets/user-619");
        assertThat(page.locator("#balance")).hasText("0 WE");
    }

    @Test
    void anAccountsBreakdownIsLookedUpAndPayoutsArePaged() {
        go("/epochs");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(DAY.toString()))
                .click();
        assertThat(page.locator("#rows tr")).hasCount(50);
        button("More payouts").click();
        assertThat(page.locator("#rows tr")).hasCount(100);

        page.getByLabel("Address or account").fill("nobody");
        button("Look up").click();
        assertThat(page.locator("#breakdown")).containsText("There is no account 'nobody'");
        page.getByLabel("Address or account").fill("user-7");
        button("Look up").click();
        assertThat(page.locator("#breakdown")).containsText("1.234567890123456796");
        picture("epoch");

        page.locator("#breakdown")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("proof against the chain"))
                .click();
        assertThat(verdict()).containsText("Verified");
    }

    @Test
    void olderEpochsAreShownPageByPage() {
        go("/epochs");
        assertThat(page.locator("#rows tr")).hasCount(30);
        assertThat(page.locator("#rows tr").first()).containsText(UNCOMMITTED.toString());

        button("Older epochs").click();
        assertThat(page.locator("#rows tr")).hasCount(60);
        button("Older epochs").click();
        assertThat(page.locator("#rows tr")).hasCount(72);
        assertThat(page.locator("#rows tr").last())
                .containsText(DAY.plusDays(-70).toString());
        assertThat(button("Older epochs")).isHidden();
    }

    @ParameterizedTest
    @CsvSource({
        "live, /live, '#trending li >> nth=0'",
        "epochs, /epochs, '#rows tr >> nth=0'",
        "epoch, /epochs/2025-06-01, '#rows tr >> nth=0'",
        "proof, /epochs/2025-06-01/proofs/0x0000000000000000000000000000100000000007, .verdict.good",
        "wallet, /wallets/user-7, '#rows tr >> nth=0'",
        "missing, /nowhere, h1"
    })
    void aPhoneShowsEveryPageWithoutScrollingSideways(String name, String path, String ready) {
        context.close();
        view(390, 844);
        go(path);
        page.locator(ready).waitFor();

        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        picture("phone-" + name);
    }

    @Test
    void theKeyboardReachesEverything() {
        go("/wallets");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        List<String> reached = new ArrayList<>();
        for (int press = 0; press < 9; press++) {
            page.keyboard().press("Tab");
            reached.add((String) page.evaluate("document.activeElement.textContent || document.activeElement.id"));
        }
        assertThat(reached)
                .containsExactly("WeToken", "Watch", "Create", "Live", "Epochs", "Wallets", "API", "account", "Show");
    }

    private void view(int width, int height) {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, height));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 404")) {
                complaints.add(describe(message));
            }
        });
    }

    private static String describe(ConsoleMessage message) {
        return message.text() + " (" + message.location() + ")";
    }

    private void go(String path) {
        page.navigate(site.url() + path);
    }

    private Locator verdict() {
        return page.locator("#verdict");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static void close(AutoCloseable part) {
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (Exception e) {
            throw new AssertionError("Cannot close " + part, e);
        }
    }
}
