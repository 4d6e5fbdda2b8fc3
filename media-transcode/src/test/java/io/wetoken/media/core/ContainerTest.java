package io.wetoken.media.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {
    private static String of(byte[] head) {
        return Container.of(head).map(Container::demuxer).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "0000001866747970 6d703432, mov",
        "0000000877696465 00000000, mov",
        "00000000cafe6d6f 6f760000, none",
        "1a45dfa39f428681 01428684, matroska",
        "5249464600000000 41564920, avi",
        "5249464600000000 57415645, none",
        "464c560105000000 09000000, flv",
        "4749463839610000 00000000, none",
        "00000018667479, none",
        "'', none"
    })
    void isToldByTheFirstBytes(String head, String demuxer) {
        assertThat(of(HexFormat.of().parseHex(head.replace(" ", "")))).isEqualTo(demuxer);
    }

    @Test
    void aTransportStreamHasItsSyncBytesInStep() {
        String packet = "G" + "x".repeat(187);
        byte[] stream = packet.repeat(6).substring(0, 1_024).getBytes(StandardCharsets.US_ASCII);
        assertThat(of(stream)).isEqualTo("mpegts");
        stream[188] = 'x';
        assertThat(of(stream)).isEqualTo("none");
        String stamped = ("0000" + packet).repeat(6).substring(0, 1_024);
        assertThat(of(stamped.getBytes(StandardCharsets.US_ASCII))).isEqualTo("mpegts");
        assertThat(of("Games are not transport streams".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("none");
    }
}
