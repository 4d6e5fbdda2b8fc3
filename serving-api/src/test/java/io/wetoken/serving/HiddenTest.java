package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Comments.Comment;
import io.wetoken.store.Hidden;
import io.wetoken.store.Hidden.Kind;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What people hide, over HTTP: twelve clips, two of each of six creators. */
final class HiddenTest {
    private static final int CREATORS = 6;
    private static Store store;
    private static TestSite site;

    @BeforeAll
    static void start() {
        store = Stores.memory();
        IntStream.range(0, 2 * CREATORS)
                .forEach(i -> store.clips()
                        .put(new Clip(
                                new ContentId("clip-" + i),
                                new AccountId("creator-" + i % CREATORS),
                                "Clip " + i,
                                "sea",
                                "bafy" + i,
                                "bafyd" + i,
                                8_000,
                                360,
                                640,
                                false,
                                1_000 + i)));
        site = new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty());
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @Test
    void whoIsMutedIsGoneFromTheVeryNextPageAndComesBackWhenTheMuteIsTakenBack() throws Exception {
        JsonNode page = send("ann", "GET", "/v1/feed?limit=2").json();
        assertThat(send("ann", "PUT", "/v1/mutes/creator-1").status()).isEqualTo(204);
        assertThat(send("ann", "PUT", "/v1/mutes/creator-1").status()).isEqualTo(204);

        String next = page.required("next").asString();
        assertThat(owners(send("ann", "GET", "/v1/feed?limit=100&cursor=" + next)))
                .as("all that is there")
                .hasSize(2 * CREATORS - 2)
                .doesNotContain("creator-1");
        assertThat(names(send("ann", "GET", "/v1/mutes"))).containsExactly("creator-1");
        assertThat(owners(send("creator-1", "GET", "/v1/feed?limit=100"))).hasSize(2 * CREATORS - 2);
        assertThat(owners(send("bea", "GET", "/v1/feed?limit=100"))).contains("creator-1");

        assertThat(send("ann", "DELETE", "/v1/mutes/creator-1").status()).isEqualTo(204);
        assertThat(send("ann", "DELETE", "/v1/mutes/creator-1").status()).isEqualTo(204);
        assertThat(owners(send("ann", "GET", "/v1/feed?limit=100"))).contains("creator-1");
    }

    @Test
    void ofTwoWhoAreApartNeitherSeesWhatTheOtherMakesAndWrites() throws Exception {
        store.comments()
                .putAll(List.of(
                        new Comment(new ContentId("clip-0"), new AccountId("creator-2"), 1, "a", "of two"),
                        new Comment(new ContentId("clip-0"), new AccountId("creator-3"), 2, "b", "of three")));
        assertThat(send("creator-2", "PUT", "/v1/blocks/creator-3").status()).isEqualTo(204);

        for (String[] pair : new String[][] {{"creator-2", "creator-3"}, {"creator-3", "creator-2"}}) {
            String own = pair[0];
            String other = pair[1];
            String work = "clip-" + other.charAt(other.length() - 1);
            assertThat(owners(send(own, "GET", "/v1/feed?limit=100"))).as(own).doesNotContain(other);
            assertThat(send(own, "GET", "/v1/contents/" + work).status()).isEqualTo(404);
            assertThat(send("bea", "GET", "/v1/contents/" + work).status()).isEqualTo(200);
            assertThat(send(own, "GET", "/v1/spaces/" + other).json().required("clips"))
                    .isEmpty();
            assertThat(send("bea", "GET", "/v1/spaces/" + other).json().required("clips"))
                    .hasSize(2);
            assertThat(send(own, "GET", "/v1/contents/clip-0/comments").json().required("comments"))
                    .extracting(comment -> comment.required("author").asString())
                    .containsExactly(own);
        }
        assertThat(send("bea", "GET", "/v1/contents/clip-0/comments").json().required("comments"))
                .hasSize(2);
        assertThat(names(send("creator-3", "GET", "/v1/blocks")))
                .as("who is blocked is not told")
                .isEmpty();
        send("creator-2", "DELETE", "/v1/blocks/creator-3");
        assertThat(owners(send("creator-3", "GET", "/v1/feed?limit=100"))).contains("creator-2");
    }

    @Test
    void whatIsDismissedNeverComesBackAlsoWhenAllElseWasSeen() throws Exception {
        assertThat(send("cleo", "PUT", "/v1/dismissals/clip-4").status()).isEqualTo(204);
        List<String> shown = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 4; page++) {
            JsonNode answer = send("cleo", "GET", "/v1/feed?limit=6" + cursor).json();
            answer.required("items")
                    .forEach(item -> shown.add(item.required("content").asString()));
            cursor = "&cursor=" + answer.required("next").asString();
        }
        assertThat(shown).as("everything else twice").hasSize(24).doesNotContain("clip-4");
        send("cleo", "DELETE", "/v1/dismissals/clip-4");
        assertThat(send("cleo", "GET", "/v1/feed?limit=100").text()).contains("\"clip-4\"");
    }

    @Test
    void aFullListSaysSoAndKeepsWhatItHas() throws Exception {
        for (int i = 0; i < Hidden.MAX_PEOPLE; i++) {
            store.hidden().hide(new AccountId("dee"), Kind.BLOCKED, "other-" + i, i);
        }

        Answer answer = send("dee", "PUT", "/v1/blocks/one-more");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail())
                .isEqualTo(
                        "There are 1000 already, and that is the most; take one back before 'one-more' can be added");
        assertThat(names(send("dee", "GET", "/v1/blocks"))).hasSize(1_000).doesNotContain("one-more");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/v1/mutes/eve,400,nobody mutes or blocks themselves",
        "PUT,/v1/blocks/eve,400,nobody mutes or blocks themselves",
        "PUT,/v1/dismissals/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,400,A content id has",
        "GET,/v1/mutes/eve,405,",
    })
    void whatCannotBeHiddenIsRefused(String method, String path, int status, String detail) throws Exception {
        Answer answer = send("eve", method, path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(detail == null ? "" : detail);
    }

    @Test
    void theApiDescribesTheThreeListsAsOne() throws Exception {
        JsonNode paths = site.get("/v1/openapi.json").json().required("paths");

        assertThat(paths.required("/v1/{list}").propertyNames()).containsExactly("get");
        assertThat(paths.required("/v1/{list}/{name}").propertyNames()).containsExactlyInAnyOrder("put", "delete");
        assertThat(paths.at("/~1v1~1{list}/get/parameters/0/schema/enum").toString())
                .isEqualTo("[\"mutes\",\"blocks\",\"dismissals\"]");
    }

    @Test
    void nobodyHidesForNobody() throws Exception {
        for (String path : List.of("/v1/mutes", "/v1/blocks", "/v1/dismissals")) {
            assertThat(site.get(path).status()).isEqualTo(401);
            assertThat(site.send(site.request(path + "/x")
                                    .PUT(BodyPublishers.noBody())
                                    .build())
                            .status())
                    .isEqualTo(401);
        }
    }

    private static Answer send(String account, String method, String path) throws Exception {
        return site.send(site.request(path)
                .header("Authorization", "Bearer " + site.tokenOf(account))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private static List<String> owners(Answer feed) {
        List<String> owners = new ArrayList<>();
        feed.json()
                .required("items")
                .forEach(item -> owners.add(item.required("owner").asString()));
        return owners;
    }

    private static List<String> names(Answer list) {
        List<String> names = new ArrayList<>();
        list.json()
                .required("entries")
                .forEach(entry -> names.add(entry.required("name").asString()));
        return names;
    }
}
