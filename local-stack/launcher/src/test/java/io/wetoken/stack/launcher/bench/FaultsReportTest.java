package io.wetoken.stack.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aRunInWhichNothingIsWrongIsWell() throws IOException {
        FaultsReport report = report("");
        assertThat(report.well()).isTrue();
        JsonNode json = JSON.readTree(report.json());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("name", "figures", "baseline", "ratio", "machine", "command");
        JsonNode figures = json.get("figures");
        assertThat(figures.get("kills").intValue()).isEqualTo(3);
        assertThat(figures.get("kills.taskmanager").intValue()).as("of both").isEqualTo(2);
        assertThat(figures.get("recoverySecondsP50.taskmanager").doubleValue()).isEqualTo(8);
        assertThat(figures.get("recoverySecondsMax").doubleValue()).isEqualTo(8);
        assertThat(json.at("/ratio/eventsPerSecond").doubleValue()).isEqualTo(.5);
        assertThat(json.get("command").textValue()).isEqualTo("./we bench faults --kills 3 --seed 9 --rate 100");
        assertThat(report.text()).contains("recoverySecondsMax", "baseline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost", "doubled", "foreign", "judgedLost", "judgedDoubled", "figuresWrong"})
    void whateverIsWrongIsToldAndIsNotWell(String what) throws IOException {
        FaultsReport report = report(what);
        assertThat(report.well()).isFalse();
        assertThat(JSON.readTree(report.json()).get("figures").get(what).intValue())
                .isEqualTo(1);
    }

    private static FaultsReport report(String wrong) throws IOException {
        FaultsReport report = new FaultsReport(new Faults.Plan(3, 9, 100));
        report.undisturbed(2);
        report.undisturbedRate(100);
        report.recovered("taskmanager-1", 8);
        report.killed("taskmanager-2");
        report.recovered("kafka", 6);
        report.rate(50);
        String found = "{\"archived\":10,\"duplicates\":1,\"lost\":0,\"doubled\":0,\"foreign\":0,\"judgedLost\":0,"
                + "\"judgedDoubled\":0,\"figuresWrong\":0,\"examples\":[]}";
        report.compared(10, 0, 1, JSON.readTree(found.replace("\"" + wrong + "\":0", "\"" + wrong + "\":1")));
        return report;
    }
}
