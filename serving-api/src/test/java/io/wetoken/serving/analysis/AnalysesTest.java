package io.wetoken.serving.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.rank.Traits.Favour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysesTest {
    private static final ContentId FILM = new ContentId("film one");

    @TempDir
    private Path directory;

    @BeforeEach
    void analyse() throws IOException {
        Path day = Files.createDirectories(directory.resolve("2026-11-21"));
        Files.writeString(day.resolve("favour.csv"), """
                content,viewers,plays,likers,likeLowPpm,likePpm,likeHighPpm,completionPpm,reachedPpm
                film+one,10,12,3,107791,300000,603222,250000,1000000 900000 800000 700000 600000 500000 400000 300000 250000 250000
                """);
        Files.writeString(day.resolve("taste.csv"), """
                account,kind,name,watchMs,sharePpm
                bob,CREATOR,ann+1,60000,750000
                bob,CREATOR,eve,20000,250000
                bob,HOUR,07,80000,1000000
                """);
        Files.writeString(directory.resolve("current"), "2026-11-21\n");
    }

    @Test
    void feedsAreToldFavourAndTasteInShares() {
        Analyses analyses = new Analyses(new NewestAnalysis(Optional.of(directory)));
        assertThat(analyses.favours(List.of(FILM, new ContentId("unseen"))))
                .isEqualTo(Map.of(FILM, new Favour(true, .25, .107791)));
        assertThat(analyses.taste(new AccountId("bob"))).isEqualTo(Map.of("ann 1", .75, "eve", .25));
        assertThat(analyses.taste(new AccountId("nobody"))).isEmpty();
    }

    @Test
    void withoutAnAnalysisOrWithADamagedOneNothingIsKnown() throws IOException {
        assertThat(Analyses.none().favours(List.of(FILM))).isEmpty();
        Files.writeString(directory.resolve("current"), "yesterday\n");
        Analyses damaged = new Analyses(new NewestAnalysis(Optional.of(directory)));
        assertThat(damaged.favours(List.of(FILM))).isEmpty();
        assertThat(damaged.taste(new AccountId("bob"))).isEmpty();
    }
}
