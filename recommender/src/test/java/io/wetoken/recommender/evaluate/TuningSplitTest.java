package io.wetoken.recommender.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.recommender.UserItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningSplitTest {
    @TempDir
    private Path home;

    @Test
    void aTenthIsHeldOutAndAShareIsPartOfEveryLargerOne() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            lines.add(user + " " + user + " " + (user + 1) + " " + (user + 2));
        }
        TuningSplit tuning = TuningSplit.read(Files.write(home.resolve("train.txt"), lines), Optional.empty(), 1);
        Split all = tuning.share(1);
        assertThat(all.train()).hasSize(40).allMatch(user -> user.items().length == 2);
        assertThat(all.cases()).hasSize(40);
        for (Split.Case one : all.cases()) {
            assertThat(one.test()).hasSize(1);
            assertThat(Arrays.stream(one.masked())).doesNotContain(one.test()[0]);
        }
        List<String> quarter = users(tuning.share(.25));
        assertThat(quarter).hasSize(10);
        assertThat(users(tuning.share(.5))).hasSize(20).containsAll(quarter);
        assertThat(tuning.share(.25).items()).isEqualTo(all.items());
        assertThat(users(TuningSplit.read(home.resolve("train.txt"), Optional.empty(), 2)
                        .share(.25)))
                .isNotEqualTo(quarter);
    }

    private static List<String> users(Split split) {
        return split.train().stream().map(UserItems::user).toList();
    }

    @Test
    void aValidationFileIsWhatShouldBeFoundButNotWhatIsKnown() throws IOException {
        Path train = Files.writeString(home.resolve("train.txt"), "1 10 11\n2 11 12\n");
        Path valid = Files.writeString(home.resolve("valid.txt"), "1 11 12\n3 10\n");
        Split split = TuningSplit.read(train, Optional.of(valid), 1).share(1);
        assertThat(split.train()).hasSize(2);
        assertThat(split.cases().stream().map(Split.Case::test).toList())
                .containsExactlyInAnyOrder(new int[] {2}, new int[] {0});
    }

    @Test
    void nobodyToAskIsToldWithTheFile() throws IOException {
        Path train = Files.writeString(home.resolve("train.txt"), "1 10\n2 11\n");
        assertThatThrownBy(() -> TuningSplit.read(train, Optional.empty(), 1))
                .hasMessageContaining("train.txt has nobody of whom something could be held out");
    }
}
