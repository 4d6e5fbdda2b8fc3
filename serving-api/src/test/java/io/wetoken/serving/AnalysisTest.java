package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the newest analysis found, over HTTP. */
final class AnalysisTest {
    private static final String CURVE = "1000000 900000 800000 700000 600000 500000 400000 300000 200000 100000";

    @TempDir
    private static Path directory;

    private static Store store;
    private static TestSite site;

    @BeforeAll
    static void start() throws IOException {
        store = Stores.memory();
        store.clips().put(clip("film one", "cats"));
        store.clips().put(clip("film-two", "dogs"));
        store.clips().put(clip("film-three", "cats"));
        analysed("2026-11-20", "");
        analysed("2026-11-21", "film+one,10,12,3,107791,300000,603222,100000," + CURVE + "\n");
        site = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of("analysis.dir", directory.toString()));
    }

    private static Clip clip(String content, String topic) {
        return new Clip(new ContentId(content), new AccountId("ann"), "title", topic, "d", "c", 1_000, 1, 1, false, 1);
    }

    private static void analysed(String day, String favours) throws IOException {
        Path tables = Files.createDirectories(directory.resolve(day));
        Files.writeString(
                tables.resolve("favour.csv"),
                "content,viewers,plays,likers,likeLowPpm,likePpm,likeHighPpm,completionPpm,reachedPpm\n" + favours);
        Files.writeString(tables.resolve("taste.csv"), """
                account,kind,name,watchMs,sharePpm
                bob,CREATOR,ann,60000,1000000
                bob,CONTENT,film+one,30000,500000
                bob,CONTENT,film-two,20000,333333
                bob,CONTENT,film-three,10000,166666
                bob,HOUR,07,60000,1000000
                eve,HOUR,08,1,1000000
                """);
        Files.writeString(directory.resolve("current"), day + "\n");
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @Test
    void aContentsFavourIsTheNewestDays() throws IOException, InterruptedException {
        JsonNode answer =
                site.get("/v1/favours?content=film%20one&content=film-two").json();
        assertThat(answer.required("day").asString()).isEqualTo("2026-11-21");
        assertThat(answer.required("favours").size())
                .as("of the second nothing is known")
                .isEqualTo(1);
        JsonNode favour = answer.required("favours").get(0);
        assertThat(favour.required("content").asString()).isEqualTo("film one");
        assertThat(favour.required("viewers").asLong()).isEqualTo(10);
        assertThat(favour.required("likeLowPpm").asLong()).isEqualTo(107_791);
        assertThat(favour.required("likeHighPpm").asLong()).isEqualTo(603_222);
        assertThat(favour.required("completionPpm").asLong()).isEqualTo(100_000);
        assertThat(favour.required("reachedPpm").size()).isEqualTo(10);
        assertThat(favour.required("reachedPpm").get(1).asLong()).isEqualTo(900_000);
    }

    @Test
    void aTasteIsToldToItsOwnerAlone() throws IOException, InterruptedException {
        assertThat(site.get("/v1/taste").status()).isEqualTo(401);
        JsonNode taste = taste("bob");
        assertThat(names(taste, "creators")).containsExactly("ann 1000000");
        assertThat(names(taste, "topics"))
                .as("30 and 10 s of cats, 20 of dogs")
                .containsExactly("cats 666666", "dogs 333333");
        assertThat(names(taste, "hours")).containsExactly("07 1000000");
        assertThat(names(taste("nobody"), "hours")).isEmpty();
    }

    private static JsonNode taste(String account) throws IOException, InterruptedException {
        return site.send(site.request("/v1/taste")
                        .header("Authorization", "Bearer " + site.tokenOf(account))
                        .build())
                .json();
    }

    private static List<String> names(JsonNode taste, String of) {
        return taste.required(of)
                .valueStream()
                .map(time -> time.required("name").asString() + " "
                        + time.required("sharePpm").asLong())
                .toList();
    }

    @Test
    void whatCannotBeAnsweredIsSaid() throws IOException, InterruptedException {
        assertThat(site.get("/v1/favours?content=" + "x&content=".repeat(51) + "x")
                        .status())
                .isEqualTo(400);
        try (TestSite without = new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty())) {
            JsonNode answer = without.get("/v1/favours?content=x").json();
            assertThat(answer.required("day").isNull()).as("before the first").isTrue();
            assertThat(answer.required("favours").isEmpty()).isTrue();
        }
    }
}
