package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wetoken.behaviour.Epoch;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who may ask by account id, over HTTP. */
final class AccountLookupTest {
    private static final Epoch DAY = Epoch.parse("2026-11-21");
    private static final List<String> BY_ID = List.of("/v1/wallets/", "/v1/epochs/" + DAY + "/accounts/");

    private final Store store = Stores.memory();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Site.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void start() {
        PaidEpoch.of(DAY, 3).putInto(store);
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(said);
        store.close();
    }

    @Test
    void aSiteThatOthersReachDoesNotSayWhoOwnsAnAddress() throws Exception {
        try (TestSite site = site("0.0.0.0", false)) {
            for (String path : BY_ID) {
                Answer known = site.get(path + "user-1");
                assertRefused(known);
                assertThat(site.get(path + "nobody").text())
                        .as("the answer must not tell whether there is such an account")
                        .isEqualTo(known.text().replace("user-1", "nobody"));
                assertThat(site.get(path + PaidEpoch.address(1)).status()).isEqualTo(200);
            }
        }
        assertThat(said.list).isEmpty();
    }

    @Test
    void aProxyOnTheSameMachineDoesNotAskForOthers() throws Exception {
        try (TestSite site = site("127.0.0.1", false)) {
            for (String path : BY_ID) {
                assertThat(site.get(path + "user-1").status()).isEqualTo(200);
                for (String header : new String[] {"X-Forwarded-For", "Forwarded", "Via"}) {
                    assertRefused(site.send(site.request(path + "user-1")
                            .header(header, "127.0.0.1")
                            .build()));
                }
            }
        }
        assertThat(said.list).isEmpty();
    }

    @Test
    void anOperatorMayOpenItAndIsWarned() throws Exception {
        try (TestSite site = site("0.0.0.0", true)) {
            for (String path : BY_ID) {
                assertThat(site.get(path + "user-1").status()).isEqualTo(200);
            }
        }
        assertThat(said.list)
                .anySatisfy(line -> assertThat(line.getFormattedMessage())
                        .contains("serving.accountLookup=open on 0.0.0.0: ANYBODY"));
    }

    private TestSite site(String bind, boolean openLookup) {
        return new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty(), bind, openLookup);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.detail()).contains("ask by the address");
        assertThat(answer.text()).doesNotContain(PaidEpoch.address(1).hex());
    }
}
