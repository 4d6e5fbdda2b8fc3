package io.wetoken.serving;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.web3j.crypto.Credentials;

/** What an operator sees in real Chromium, and how an approver signs with a wallet or pastes a signature. */
final class OperationsIT {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String SECRET = "5d41402abc4b2a76b9719d911017c592";
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Credentials APPROVER = Credentials.create("0x" + "17".repeat(32));

    @TempDir
    private static Path directory;

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private Store store;
    private TestSite site;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(directory.resolve("secret"), SECRET);
        Files.setPosixFilePermissions(directory.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                directory.resolve("actions.jsonl"),
                "{\"at\":\"2026-11-21T01:00:00Z\",\"epoch\":\"2026-11-20\",\"who\":\"<b>ann</b>\",\"what\":\"waits\",\"details\":{\"for\":\"approval <img src=x onerror=alert(1)>\"}}\n");
        chromium = new Chromium();
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        store = Stores.memory();
        store.epochs().open(DAY);
        store.epochs().advance(DAY, State.OPEN, Map.of());
        store.epochs().advance(DAY, State.CLOSED, Map.of());
        store.epochs()
                .advance(
                        DAY,
                        State.SCORED,
                        Map.of("planHash", "0x" + "ab".repeat(32), "planned", "1234567890123456789012"));
        site = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of(
                        "serving.operatorSecretFile",
                        directory.resolve("secret").toString(),
                        "epochs.dir",
                        directory.toString()));
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1200, 1000));
        page = context.newPage();
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close() {
        context.close();
        site.close();
        store.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void whoDoesNotKnowTheSecretSeesNothing() {
        enter("a guess");
        assertThat(page.locator("#problem")).containsText("not the operators' secret");
        assertThat(page.locator("#table")).isHidden();
        assertThat(page.locator("main")).not().containsText("2026-11-20");
    }

    @Test
    void anApproverPastesASignatureThatTheCommandMade() throws IOException, InterruptedException {
        show();
        assertThat(page.locator("#trouble")).containsText("Waits for approval <img src=x");
        assertThat(page.locator("#log")).containsText("<b>ann</b>");
        assertThat(page.locator("#plan")).hasText("0x" + "ab".repeat(32));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("operations.png"))
                .setFullPage(true));

        paste("0x" + "1".repeat(130));
        assertThat(page.locator("#problem")).containsText("signature");
        assertThat(stored()).doesNotContainKey("approval.signature");

        String signature = Wallet.sign(typedData(), APPROVER);
        paste(signature);
        assertThat(page.locator("#said")).containsText("The approval of 2026-11-20 by " + APPROVER.getAddress());
        assertThat(stored()).containsEntry("approval.signature", signature);
    }

    @Test
    void anApproverSignsWithTheirOwnWallet() {
        page.exposeFunction("signWith", arguments -> {
            try {
                return Wallet.sign((String) arguments[0], APPROVER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        page.addInitScript("window.ethereum = { request: ({ method, params }) => method === 'eth_requestAccounts'"
                + " ? Promise.resolve(['" + APPROVER.getAddress() + "']) : window.signWith(params[1]) };");
        show();
        page.locator("#wallet").click();
        assertThat(page.locator("#said")).containsText("is stored. The next run brings it to the chain");
        assertThat(stored()).containsEntry("approval.approver", APPROVER.getAddress());
    }

    @Test
    void aReloadForgetsTheSecret() {
        show();
        page.reload();
        assertThat(page.locator("#table")).isHidden();
        assertThat(page.locator("#secret")).isVisible();
        assertThat(page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
                        .toString())
                .doesNotContain(SECRET);
    }

    private void enter(String secret) {
        page.navigate(site.url() + "/operations");
        page.locator("#secret").fill(secret);
        page.locator("#secret").press("Enter");
    }

    private void show() {
        enter(SECRET);
        page.getByText("2026-11-20", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#day-title")).hasText("2026-11-20 is PLANNED");
    }

    private void paste(String signature) {
        page.locator("#approver").fill(APPROVER.getAddress());
        page.locator("#signature").fill(signature);
        page.locator("#signature").press("Enter");
    }

    private String typedData() throws IOException, InterruptedException {
        return site.send(site.request("/v1/operations/epochs/" + DAY)
                        .header("Authorization", "Bearer " + SECRET)
                        .build())
                .json()
                .required("approval")
                .toString();
    }

    private Map<String, String> stored() {
        return store.epochs().find(DAY).orElseThrow().details();
    }
}
