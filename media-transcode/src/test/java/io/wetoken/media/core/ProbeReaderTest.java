package io.wetoken.media.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReaderTest {
    private static final String VIDEO = "'index':0,'codec_type':'video','codec_name':'h264','pix_fmt':'yuv420p'";
    private static final String AUDIO =
            "{'index':1,'codec_type':'audio','codec_name':'aac','sample_rate':'48000','channels':2}";

    private static Source read(String... streams) throws Refusal, IOException {
        return new ProbeReader(Limits.DEFAULT).read(json("12.5", streams));
    }

    private static JsonNode json(String seconds, String... streams) throws IOException {
        return new ObjectMapper()
                .readTree(("{'format':{'format_name':'mov','duration':'" + seconds + "'},'streams':["
                                + String.join(",", streams) + "]}")
                        .replace('\'', '"'));
    }

    private static String video(String more) {
        return "{" + VIDEO + "," + more + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "1:1, 0, 1920, 1080",
        "1:1, -90, 1080, 1920",
        "1:1, 270, 1080, 1920",
        "1:1, 180, 1920, 1080",
        "4:3, 0, 2560, 1080",
        "4:3, 90, 1080, 2560",
        "N/A, 0, 1920, 1080",
        "0:1, 0, 1920, 1080"
    })
    void sizesAreThoseThatPeopleSee(String aspect, int rotation, int width, int height) throws Exception {
        Source source = read(video("'width':1920,'height':1080,'sample_aspect_ratio':'" + aspect
                + "','side_data_list':[{'rotation':" + rotation + "}]"));
        assertThat(source.width()).isEqualTo(width);
        assertThat(source.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @CsvSource({
        "30/1, 30/1, 30/1",
        "30000/1001, 25/1, 30000/1001",
        "60000/1001, 60000/1001, 60000/1001",
        "90000/1, 24/1, 30/1",
        "90000/1, 45/1, 60/1",
        "240/1, 240/1, 60/1",
        "1/10, 1/10, 1/10",
        "0/0, 0/0, 30/1"
    })
    void framesNeverComeFasterThanSixtyASecond(String exact, String average, String rate) throws Exception {
        assertThat(read(video("'width':64,'height':64,'r_frame_rate':'" + exact + "','avg_frame_rate':'" + average
                                + "'"))
                        .rate())
                .hasToString(rate);
    }

    @Test
    void soundThatCannotBeDecodedIsNone() throws Exception {
        String picture = video("'width':64,'height':64");
        assertThat(read(picture, AUDIO).audioStream()).hasValue(1);
        assertThat(read(picture, AUDIO.replace("48000", "0")).silent()).isTrue();
        assertThat(read(picture, AUDIO.replace("'aac'", "'unknown'")).silent()).isTrue();
    }

    @Test
    void aCoverIsNotAVideo() {
        assertThatThrownBy(() -> read(AUDIO, video("'width':64,'height':64,'disposition':{'attached_pic':1}")))
                .asInstanceOf(type(Refusal.class))
                .extracting(Refusal::reason)
                .isEqualTo(Reason.NO_VIDEO);
    }

    @ParameterizedTest
    @CsvSource({
        "'''width'':8200,''height'':4400', TOO_MANY_PIXELS, 8200 x 4400",
        "'''width'':2147483647,''height'':2147483647', TOO_MANY_PIXELS, 2147483647",
        "'''width'':14,''height'':400', TOO_SMALL, 14 x 400",
        "'''width'':1000,''height'':20', NOT_SUPPORTED, strip",
        "'''width'':64,''height'':64,''sample_aspect_ratio'':''999999999:1''', NOT_SUPPORTED, strip",
        "'''width'':0,''height'':64', DAMAGED, pictures"
    })
    void whatCannotBeTakenIsRefusedWithItsNumbers(String stream, Reason reason, String words) {
        assertThatThrownBy(() -> read(video(stream)))
                .hasMessageContaining(words)
                .asInstanceOf(type(Refusal.class))
                .extracting(Refusal::reason)
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"1800, true", "1800.1, false", "1e300, false", "-5, true", "N/A, true", "NaN, true"})
    void aClipMayLastHalfAnHour(String seconds, boolean taken) throws Exception {
        JsonNode probe = json(seconds, video("'width':64,'height':64"));
        if (taken) {
            assertThat(new ProbeReader(Limits.DEFAULT).read(probe).width()).isEqualTo(64);
        } else {
            assertThatThrownBy(() -> new ProbeReader(Limits.DEFAULT).read(probe))
                    .hasMessageStartingWith("The video is too long");
        }
    }
}
