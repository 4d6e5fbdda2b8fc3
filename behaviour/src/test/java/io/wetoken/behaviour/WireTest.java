package io.wetoken.behaviour;

import static io.wetoken.behaviour.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.RejectedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void everythingComesBackAsItWas() throws IOException {
        JudgedEvent judged = aPlay().of("bob")
                .about("film")
                .lasting(Duration.ofSeconds(8))
                .suspected()
                .judged();
        RejectedEvent rejected =
                new RejectedEvent(ByteBuffer.wrap(new byte[] {1, 0, -1}), "UNKNOWN_KIND", "kind 'X'", 5L, "live", 1);
        EpochMark mark = new EpochMark("2026-11-21", Mark.SEALED, 5L);
        assertThat(Wire.JUDGED.decode(Wire.JUDGED.encode(judged))).isEqualTo(judged);
        assertThat(Wire.RAW.decode(Wire.RAW.encode(judged.getEvent()))).isEqualTo(judged.getEvent());
        assertThat(Wire.REJECTED.decode(Wire.REJECTED.encode(rejected))).isEqualTo(rejected);
        assertThat(Wire.MARK.decode(Wire.MARK.encode(mark))).isEqualTo(mark);
    }

    @Test
    void anotherSchemaIsNoticed() throws IOException {
        byte[] mark = Wire.MARK.encode(new EpochMark("2026-11-21", Mark.SEALED, 5L));
        assertThatThrownBy(() -> Wire.RAW.decode(mark)).isInstanceOf(IOException.class);
    }

    @Test
    void truncatedBytesAreNoticed() throws IOException {
        byte[] bytes = Wire.RAW.encode(aPlay().accepted());
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> Wire.RAW.decode(half)).isInstanceOf(IOException.class);
    }
}
