package io.wetoken.flink.judge;

import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.flink.guard.Candidate;
import io.wetoken.flink.guard.Guard;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedLineTest {
    @Test
    void theLineStaysAsItIsAndTheVerdictStandsAtItsEnd() throws IOException {
        assertThat(judged("{\"id\": \"1\",  \"ratio\":1.50, \"unknown\":{\"a\":[]} }"))
                .isEqualTo(
                        "{\"id\": \"1\",  \"ratio\":1.50, \"unknown\":{\"a\":[]} ,\"verdict\":\"VALID\",\"reasons\":[],\"trustPpm\":1000000}");
    }

    @Test
    void reasonsAreSorted() throws IOException {
        assertThat(judged("{\"id\":\"1\"}", "RATE", "DAY_RATE"))
                .isEqualTo("{\"id\":\"1\",\"verdict\":\"SUSPECT\",\"reasons\":[\"DAY_RATE\",\"RATE\"],\"trustPpm\":0}");
    }

    @Test
    void theVerdictOfAnEarlierRunIsReplaced() throws IOException {
        String once = judged("{\"id\":\"1\",\"ratio\":1.50}", "RATE");
        assertThat(judged(once))
                .isEqualTo("{\"id\":\"1\",\"ratio\":1.50,\"verdict\":\"VALID\",\"reasons\":[],\"trustPpm\":1000000}");
    }

    @Test
    void aTextThatSpeaksOfVerdictsIsLeftAlone() throws IOException {
        assertThat(judged("{\"text\":\"my \\\"verdict\\\"}\"}"))
                .isEqualTo(
                        "{\"text\":\"my \\\"verdict\\\"}\",\"verdict\":\"VALID\",\"reasons\":[],\"trustPpm\":1000000}");
        assertThat(judged("{\"text\":\"verdict\"}"))
                .isEqualTo("{\"text\":\"verdict\",\"verdict\":\"VALID\",\"reasons\":[],\"trustPpm\":1000000}");
    }

    private static String judged(String line, String... reasons) throws IOException {
        return JudgedLine.of(line, Guard.verdict(new Candidate(aLike().event(), List.of(reasons), line)));
    }
}
