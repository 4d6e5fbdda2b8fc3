package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Ranked;
import io.wetoken.store.Tallies.Subject;
import io.wetoken.store.Tallies.Tally;
import io.wetoken.store.Tallies.Watching;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Figures of creators, rooms, apps and contents over HTTP, once and as they change. */
final class FiguresApiTest {
    private static final Epoch DAY = Epoch.parse("2026-11-21");
    private static final Subject BOB = new Subject(Dimension.CREATOR, "bob");
    private static final Subject ROOM = new Subject(Dimension.ROOM, "bob's room");

    private static Store store;
    private static TestSite site;

    @BeforeAll
    static void start() {
        store = Stores.memory();
        store.metrics().put(DAY, Map.of("eventsValid", 1L));
        store.tallies()
                .putAll(List.of(
                        new Tally(BOB, Optional.empty(), new Counts(10, 120_000, 3, 2, 1, 9)),
                        new Tally(BOB, Optional.of(DAY), new Counts(4, 40_000, 1, 0, 0, 4)),
                        new Tally(BOB, Optional.of(DAY.plusDays(-1)), new Counts(6, 80_000, 2, 2, 1, 6))));
        store.tallies().putWatching(List.of(new Watching(ROOM, 7, 1), new Watching(Subject.PLATFORM, 11, 1)));
        store.tallies().putTop(DAY, List.of(new Ranked(new AccountId("bob"), 4), new Ranked(new AccountId("cy"), 1)));
        site = new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty());
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @Test
    void aCreatorHasADayAndATotalAndItIsSaidWhatIsAnEstimate() throws Exception {
        JsonNode bob = ok("/v1/figures/creators/bob");

        assertThat(bob.required("of").asString()).isEqualTo("creator");
        assertThat(bob.required("name").asString()).isEqualTo("bob");
        assertThat(bob.required("date").asString()).isEqualTo("2026-11-21");
        assertThat(bob.required("day").required("plays").asLong()).isEqualTo(4);
        assertThat(bob.required("total").required("watchMs").asLong()).isEqualTo(120_000);
        assertThat(bob.required("total").required("viewersApprox").asLong()).isEqualTo(9);
        assertThat(bob.required("watchingNow").isNull()).isTrue();
        JsonNode sketch = bob.required("approximate").required("viewersApprox");
        assertThat(sketch.required("sketch").asString()).isEqualTo("HyperLogLog, 4096 registers");
        assertThat(sketch.required("standardErrorPpm").asLong()).isEqualTo(16_187);
        assertThat(sketch.required("exactTo").asLong()).isEqualTo(383);
        assertThat(ok("/v1/figures/creators/bob?date=2026-11-20")
                        .required("day")
                        .required("likes")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void aRoomSaysWhoIsWatchingAndTheDayHowManyInAll() throws Exception {
        assertThat(ok("/v1/figures/rooms/bob's%20room").required("watchingNow").asLong())
                .isEqualTo(7);
        assertThat(ok("/v1/figures/contents/unseen").required("watchingNow").asLong())
                .isZero();
        JsonNode live = ok("/v1/live");
        assertThat(live.required("watchingNow").asLong()).isEqualTo(11);
        assertThat(live.required("topCreators").get(0).required("creator").asString())
                .isEqualTo("bob");
    }

    @Test
    void theDaysCreatorsAreListedMostPlaysFirst() throws Exception {
        JsonNode creators = ok("/v1/figures/creators?limit=1");

        assertThat(creators.required("creators").size()).isEqualTo(1);
        assertThat(creators.required("creators").get(0).required("plays").asLong())
                .isEqualTo(4);
        assertThat(ok("/v1/figures/creators?date=2026-11-20")
                        .required("creators")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | /v1/figures/films/x | There are figures of creators, rooms, apps and contents, not of 'films'",
                "400 | /v1/figures/creators/bob?date=today | An epoch is a UTC date such as 2026-11-21, not 'today'",
                "400 | /v1/figures/creators?limit=101 | limit must be a whole number from 1 to 100, is '101'",
                "400 | /v1/figures/rooms/a%01b | A room has 1 to 64 characters and no / or control character",
            })
    void whatCannotBeAnsweredIsNamed(int status, String path, String detail) throws Exception {
        Answer answer = site.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.detail()).contains(detail);
    }

    @Test
    void aStreamTellsOfItsSubjectWhenThatChanges() throws Exception {
        Subject app = new Subject(Dimension.APP, "third");
        try (Stream stream = new Stream("/v1/figures/apps/third/stream")) {
            assertThat(stream.next().required("total").required("plays").asLong())
                    .isZero();
            store.tallies().putAll(List.of(new Tally(BOB, Optional.of(DAY.plusDays(-2)), Counts.NONE)));
            store.tallies().putAll(List.of(new Tally(app, Optional.empty(), new Counts(1, 0, 0, 0, 0, 1))));
            assertThat(stream.next().required("total").required("plays").asLong())
                    .isEqualTo(1);
        }
    }

    @Test
    void allStreamsShareTheirPlaces() throws Exception {
        try (TestSite other = new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty())) {
            List<Stream> open = new ArrayList<>();
            for (int n = 0; n < TestSite.MAX_SUBSCRIBERS; n++) {
                open.add(new Stream(other.url(), n % 2 == 0 ? "/v1/live/stream" : "/v1/figures/rooms/r/stream"));
            }
            Answer refused = other.get("/v1/figures/creators/bob/stream");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.response().headers().firstValue("retry-after")).contains("10");
            for (Stream stream : open) {
                stream.close();
            }
        }
    }

    @Test
    void theDescriptionListsThem() throws Exception {
        assertThat(ok("/v1/openapi.json").required("paths").propertyNames())
                .contains("/v1/figures/creators", "/v1/figures/{of}/{name}", "/v1/figures/{of}/{name}/stream");
    }

    private static JsonNode ok(String path) throws Exception {
        Answer answer = site.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Server-sent events, one after the other. */
    private static final class Stream implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;

        Stream(String path) throws IOException, InterruptedException {
            this(site.url(), path);
        }

        Stream(String url, String path) throws IOException, InterruptedException {
            HttpResponse<InputStream> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        JsonNode next() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    return JsonMapper.shared().readTree(line.substring("data:".length()));
                }
            }
            throw new IOException("The stream has ended");
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
