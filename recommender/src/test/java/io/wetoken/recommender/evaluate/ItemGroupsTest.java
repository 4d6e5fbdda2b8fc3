package io.wetoken.recommender.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemGroupsTest {
    @TempDir
    private Path home;

    private Split split;

    /** Items 10 to 15 have 3, 1, 2, 1, 1 and 0 people in train; 15 is to be found. */
    @BeforeEach
    void writeASplit() throws IOException {
        split = Split.read(
                Files.write(home.resolve("train"), List.of("1 10 11 12", "2 10 12 13", "3 10 14")),
                Optional.empty(),
                Files.write(home.resolve("test"), List.of("1 15 13", "2 11")));
    }

    /** Creator 7 has 3 of 8, creators 8 and 9 have 3 and 1 of two items each, creator 5 has the new item and another. */
    @Test
    void creatorsAreBigMiddleAndSmallByThirdsOfWhatPeopleTookTo() throws IOException {
        ItemGroups groups = groups("7 10", "8 11 12", "9 13", "5 15 14");
        assertThat(groups.creators().keySet()).containsExactly("big creators", "middle creators", "small creators");
        assertThat(items(groups)).isEqualTo(List.of("{0}", "{1, 2}", "{3, 4, 5}"));
        assertThat(groups.notes()).isEmpty();
        Asked asked = Asked.of(split, groups);
        assertThat(asked.creatorTests().get("small creators")).containsExactly(2, 0);
        assertThat(asked.creatorTests().get("middle creators")).containsExactly(0, 1);
        Hits.Collector collector = new Hits.Collector(split.cases(), groups);
        collector.listed(0, new int[] {4, 5, 0});
        collector.listed(1, new int[] {1});
        Hits hits = collector.hits();
        assertThat(hits.creators().get("small creators").get(0)).containsExactly(2);
        assertThat(hits.creators().get("big creators").get(0)).isEmpty();
        assertThat(hits.creators().get("middle creators").get(1)).containsExactly(1);
    }

    @Test
    void whatAFileDoesNotKnowIsCountedAndInNoGroup() throws IOException {
        ItemGroups groups = groups("1 10 99 98", "2 12");
        assertThat(items(groups)).isEqualTo(List.of("{0}", "{2}", "{}"));
        assertThat(groups.notes())
                .containsExactly(
                        home.resolve("creators") + ": 2 items are in no other file; the first is item 98",
                        home.resolve("creators")
                                + ": 4 items have no creator in it, and are in no group of creators; the first is item 11");
    }

    @Test
    void aFileThatSaysNothingOrTwoThingsIsRefused() {
        assertThatThrownBy(() -> groups("1 10", "2 11 10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("creators: item 10 has two creators, of whom one is 2");
        assertThatThrownBy(() -> groups("1 99")).hasMessageContaining("has the creator of none of the 6 items");
        assertThatThrownBy(() -> groups("1 10", "ann 11")).hasMessageContaining("creators:2: ");
    }

    private ItemGroups groups(String... lines) throws IOException {
        return ItemGroups.of(split, Files.write(home.resolve("creators"), List.of(lines)));
    }

    private static List<String> items(ItemGroups groups) {
        return groups.creators().entrySet().stream()
                .map(Map.Entry::getValue)
                .map(Object::toString)
                .toList();
    }
}
