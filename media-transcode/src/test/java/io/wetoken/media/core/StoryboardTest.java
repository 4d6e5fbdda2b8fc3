package io.wetoken.media.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoryboardTest {
    @Test
    void aShortClipHasAStillASecond() {
        Storyboard board = Storyboard.of(Sources.of(1920, 1080, 30, 11.5, true));
        assertThat(board).isEqualTo(new Storyboard(10, 2, 1, 160, 90));
        assertThat(board.times(2.5)).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:01.000
                storyboard.jpg#xywh=0,0,160,90

                00:00:01.000 --> 00:00:02.000
                storyboard.jpg#xywh=160,0,160,90

                00:00:02.000 --> 00:00:02.500
                storyboard.jpg#xywh=320,0,160,90
                """);
        assertThat(board.times(11.5)).endsWith("""
                00:00:11.000 --> 00:00:11.500
                storyboard.jpg#xywh=160,90,160,90
                """);
    }

    @Test
    void aLongClipHasAHundredStills() {
        Storyboard board = Storyboard.of(Sources.of(1080, 1920, 30, 1_799.5, true));
        assertThat(board).isEqualTo(new Storyboard(10, 10, 18, 90, 160));
        assertThat(board.times(1_799.5).lines().filter(line -> line.contains("-->")))
                .hasSize(100)
                .last()
                .isEqualTo("00:29:42.000 --> 00:29:59.500");
    }

    @Test
    void theLastStillStandsForWhatTheSheetHasNoRoomFor() {
        Storyboard board = Storyboard.of(Sources.of(640, 360, 30, 0, true));
        assertThat(board.times(1_000).lines().filter(line -> line.contains("-->")))
                .hasSize(100)
                .last()
                .isEqualTo("00:08:15.000 --> 00:16:40.000");
    }
}
