package io.wetoken.spark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RecoBenchIT {
    private String messages = "";
    private String results = "";

    @Test
    void theDefaultIsMeasuredBesideAlsOnTheSameSplit() throws IOException {
        assertThat(run("--people", "400", "--json")).as(messages).isZero();
        JsonNode found = new ObjectMapper().readTree(results);
        assertThat(found.get("name").textValue()).isEqualTo("reco");
        assertThat(found.get("figures").get("people").intValue()).isEqualTo(400);
        for (String figure : new String[] {"recall", "ndcg", "trainSeconds", "peakMemoryMb"}) {
            assertThat(found.get("figures").get(figure).doubleValue())
                    .as(figure)
                    .isPositive();
            assertThat(found.get("baseline").get(figure).doubleValue())
                    .as(figure)
                    .isPositive();
        }
        assertThat(found.get("figures").get("trainSecondsOf1In4").isNumber()).isTrue();
        assertThat(found.get("command").textValue()).isEqualTo("./we bench reco --people 400 --seed 1");
    }

    @Test
    void aLoneTrainFileIsRefused() {
        assertThat(run("--train", "train.txt")).isEqualTo(2);
        assertThat(messages).contains("bench reco: --train and --test go together");
    }

    @Test
    void oneWorkerIsNoClusterToCompare() {
        assertThat(run("--workers", "1")).isEqualTo(2);
        assertThat(messages).contains("bench reco: --workers must be from 2 to 64, is 1");
    }

    private int run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = RecoBench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        messages = err.toString();
        results = out.toString();
        System.out.println(messages + results);
        return status;
    }
}
