package io.wetoken.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.Epoch;
import java.util.List;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

class CodecsTest {
    @Test
    void daysAreOrderedInRowsAlsoBefore1970() {
        List<Epoch> days = List.of(
                Epoch.parse("1900-01-01"),
                Epoch.parse("1969-12-31"),
                Epoch.parse("1970-01-01"),
                Epoch.parse("1970-01-02"),
                Epoch.parse("2026-11-21"));
        Address address = new Address("0x" + "ab".repeat(20));
        for (int i = 0; i < days.size(); i++) {
            assertThat(Tables.epochDay(Tables.epochRow(days.get(i)))).isEqualTo(days.get(i));
            assertThat(Tables.metricsDay(Tables.metricsRow(days.get(i)))).isEqualTo(days.get(i));
            if (i > 0) {
                Epoch before = days.get(i - 1);
                Epoch after = days.get(i);
                assertThat(Bytes.compareTo(Tables.epochRow(before), Tables.epochRow(after)))
                        .isNegative();
                assertThat(Bytes.compareTo(Tables.metricsRow(before), Tables.metricsRow(after)))
                        .isPositive();
                assertThat(Bytes.compareTo(Tables.entryRow(address, before), Tables.entryRow(address, after)))
                        .isPositive();
            }
        }
    }

    @Test
    void aProfileOfTheFirstVersionIsStillRead() {
        byte[] first = new ByteWriter()
                .number(1)
                .number(5)
                .number(9)
                .number(2)
                .number(1)
                .number(0)
                .bytes();

        assertThat(Codecs.profile(new AccountId("ann"), first))
                .isEqualTo(new Profiles.Profile(new AccountId("ann"), List.of(), List.of()));
    }

    @Test
    void brokenCellsAreNamed() {
        assertThatThrownBy(() -> Codecs.profile(new AccountId("ann"), new byte[] {4, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read profile of ann");
        assertThatThrownBy(() -> Codecs.profile(new AccountId("ann"), new byte[] {8}))
                .hasMessageContaining("version is 4, known are 1 to 3");
    }
}
