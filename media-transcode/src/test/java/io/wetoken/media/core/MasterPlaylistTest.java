package io.wetoken.media.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterPlaylistTest {
    private static final MasterPlaylist.Variant VARIANT = new MasterPlaylist.Variant(
            new Rung(240, 426, 240, 400_000),
            new MasterPlaylist.Stream(450_000, 380_000, "avc1.640c15"),
            30_000 / 1_001.0);

    @Test
    void theSoundIsPartOfTheBandwidth() {
        assertThat(MasterPlaylist.write(
                        List.of(VARIANT), Optional.of(new MasterPlaylist.Stream(130_000, 128_000, "mp4a.40.2"))))
                .isEqualTo("""
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio/index.m3u8"
                        #EXT-X-STREAM-INF:BANDWIDTH=580000,AVERAGE-BANDWIDTH=508000,CODECS="avc1.640c15,mp4a.40.2",RESOLUTION=426x240,FRAME-RATE=29.970,AUDIO="sound"
                        v240/index.m3u8
                        """);
    }

    @Test
    void aSilentClipSpeaksOfNoSound() {
        assertThat(MasterPlaylist.write(List.of(VARIANT), Optional.empty())).isEqualTo("""
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-STREAM-INF:BANDWIDTH=450000,AVERAGE-BANDWIDTH=380000,CODECS="avc1.640c15",RESOLUTION=426x240,FRAME-RATE=29.970
                        v240/index.m3u8
                        """);
    }
}
