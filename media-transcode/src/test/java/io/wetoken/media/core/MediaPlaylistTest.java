package io.wetoken.media.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaPlaylistTest {
    private static List<String> lines(String target, String... lengths) {
        List<String> lines =
                new ArrayList<>(List.of("#EXTM3U", "#EXT-X-TARGETDURATION:" + target, "#EXT-X-MAP:URI=\"init.mp4\""));
        for (int i = 0; i < lengths.length; i++) {
            lines.add("#EXTINF:" + lengths[i] + ",");
            lines.add(i + ".m4s");
        }
        lines.add("#EXT-X-ENDLIST");
        return lines;
    }

    @Test
    void thePeakIsThatOfTheWorstSegment() throws IOException {
        MediaPlaylist playlist = MediaPlaylist.read(lines("2", "2.0", "2.0", "2.0"));
        assertThat(playlist.peakBits(List.of(1_000L, 3_000L, 500L))).isEqualTo(3_000 * 8 / 2);
        assertThat(playlist.averageBits(List.of(1_000L, 3_000L, 500L))).isEqualTo(4_500 * 8 / 6);
    }

    @Test
    void aSplinterOfASegmentCountsOnlyTogetherWithItsNeighbour() throws IOException {
        // 0.1 s is below half the target duration: alone it would claim 80,000 bits a second.
        MediaPlaylist playlist = MediaPlaylist.read(lines("2", "2.0", "0.1"));
        assertThat(playlist.peakBits(List.of(1_000L, 1_000L))).isEqualTo((long) Math.ceil(2_000 * 8 / 2.1));
    }

    @Test
    void aClipShorterThanHalfATargetCountsAsItIs() throws IOException {
        assertThat(MediaPlaylist.read(lines("1", "0.3")).peakBits(List.of(300L)))
                .isEqualTo(8_000);
    }

    @Test
    void whatIsNotWholeIsNotRead() {
        List<String> cut = lines("2", "2.0");
        assertThatThrownBy(() -> MediaPlaylist.read(cut.subList(0, cut.size() - 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no end");
        assertThatThrownBy(() -> MediaPlaylist.read(lines("2"))).hasMessageContaining("0 segments");
    }

    @Test
    void aTargetOfNoSecondsIsRepaired() throws IOException {
        assertThat(MediaPlaylist.repaired(lines("0", "0.3"))).isEqualTo(lines("1", "0.3"));
    }
}
