package io.wetoken.flink.judge;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.behaviour.served.ServedKeys;
import io.wetoken.behaviour.served.ServedTokens;
import io.wetoken.behaviour.served.Serving;
import io.wetoken.flink.guard.AnEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Served-item tokens in recorded behaviour: looked at by whoever has the keys, and by nobody else. */
class TokensOfAFileIT {
    private static final byte[] KEY = new byte[ServedKeys.KEY_BYTES];

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void fiveLikes() throws IOException {
        String token = new ServedTokens(ServedKeys.of(List.of(KEY))).make(new Serving("ann", "video", "r", 3), NOON);
        AnEvent like = aLike().served("r", 3, token).at(NOON + HOUR);
        file = Lines.write(
                dir.resolve("likes.jsonl"),
                List.of(
                        Lines.of(like.numbered(1)),
                        Lines.of(like.numbered(1)),
                        Lines.of(like.numbered(2).at(NOON + HOUR + 1)),
                        Lines.of(like.numbered(3).by("bob")),
                        Lines.of(aLike().numbered(4)
                                .by("cleo")
                                .served("r", 3, "made up")
                                .at(NOON)),
                        Lines.of(aLike().numbered(5).by("dan").at(NOON))));
    }

    @Test
    void withTheKeysEachStandsForWhatItIs() throws IOException {
        Files.write(dir.resolve(ServedKeys.FIRST_FILE), KEY);

        Judging judging = Judging.of("--in", file, "--out", dir.resolve("judged"), "--token-keys", dir, "--json");

        assertThat(judging.problems()).isEmpty();
        JsonNode summary = judging.summary();
        assertThat(summary.path("reasons").toString())
                .isEqualTo("{\"TOKEN_FOREIGN\":1,\"TOKEN_FORGED\":1,\"TOKEN_REPLAYED\":1}");
        assertThat(summary.path("valid").asInt()).isEqualTo(2);
        assertThat(summary.path("duplicates").asInt()).isEqualTo(1);
    }

    @Test
    void withoutThemItIsSaidOnceThatNobodyLooked() {
        Judging judging = Judging.of("--in", file, "--out", dir.resolve("judged"), "--json");

        assertThat(judging.problems())
                .containsExactly("guard judge: 4 served-item tokens are not checked: --token-keys names no directory");
        assertThat(judging.summary().path("valid").asInt()).isEqualTo(5);
    }
}
