package io.wetoken.media;

import io.wetoken.media.child.Allowance;
import io.wetoken.media.child.Binaries;
import io.wetoken.media.child.Ended;
import io.wetoken.media.child.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes up one clip a topic, each with a picture that moves and a sound of its own: what the demo uploads where it was given nothing. */
@Command(
        name = "make-clips",
        mixinStandardHelpOptions = true,
        description = "Makes up short portrait videos with sound, one a topic, as TOPIC.mp4.")
public final class MakeClips implements Callable<Integer> {
    private static final int SECONDS = 6;
    private static final int WIDTH = 360;
    private static final Allowance ALLOWANCE = new Allowance(120, 2L << 30, 256L << 20, Duration.ofMinutes(2));

    /**
     * What a topic looks and sounds like, as sources of ffmpeg's lavfi.
     *
     * @param colour of the band with its name
     */
    private record Look(String topic, String colour, String picture, String sound) {
        String named() {
            return picture + ",format=yuv420p,drawbox=x=0:y=40:w=iw:h=80:t=fill:color=" + colour
                    + Lettering.boxes(topic.toUpperCase(Locale.ROOT), WIDTH, 52);
        }
    }

    private static final List<Look> LOOKS = List.of(
            new Look(
                    "sea",
                    "0x04364A",
                    "gradients=s=360x640:r=25:c0=0x04364A:c1=0x2BB3C0:c2=0x64CCC5:n=3:speed=0.05:seed=1",
                    "anoisesrc=c=brown:a=0.4:seed=1"),
            new Look("city", "0xB8860B", "testsrc2=s=360x640:r=25", "sine=f=220:b=4"),
            new Look(
                    "garden",
                    "0x2E7D32",
                    "life=s=90x160:r=12:mold=8:ratio=0.3:seed=3:life_color=#8FD14F:death_color=#1B4D1B,scale=360:640:flags=neighbor",
                    "sine=f=523:b=2"),
            new Look(
                    "space",
                    "0x1A237E",
                    "mandelbrot=s=360x640:r=25:start_scale=1.5",
                    "aevalsrc=0.3*sin(110*2*PI*t)*sin(2*PI*t)"),
            new Look(
                    "music",
                    "0x7A2BBF",
                    "zoneplate=s=360x640:r=25:ku=80:kv=80:kt=20",
                    "aevalsrc=0.3*sin((262+65*floor(mod(t*2\\,5)))*2*PI*t)"),
            new Look(
                    "craft",
                    "0xA84300",
                    "cellauto=s=90x160:r=20:rule=110:seed=6,scale=360:640:flags=neighbor",
                    "sine=f=147:b=8"));

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where they go; it is made.")
    private Path out;

    @Option(
            names = "--seconds",
            defaultValue = "" + SECONDS,
            paramLabel = "N",
            description = "How long each is, 1 to 60; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--topics", defaultValue = "6", paramLabel = "N", description = "How many, 1 to 6; default: all.")
    private int topics;

    public static void main(String[] args) {
        System.exit(new CommandLine(new MakeClips()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1 || seconds > 60 || topics < 1 || topics > LOOKS.size()) {
            System.err.println("make-clips: --seconds must be from 1 to 60 and --topics from 1 to " + LOOKS.size());
            return 2;
        }
        try {
            Files.createDirectories(out);
            Tools tools = new Tools(Binaries.load());
            for (Look look : LOOKS.subList(0, topics)) {
                make(tools, look);
            }
            return 0;
        } catch (IOException e) {
            System.err.println("make-clips: " + e.getMessage());
            return 1;
        }
    }

    private void make(Tools tools, Look look) throws IOException, InterruptedException {
        Path file = out.toAbsolutePath().resolve(look.topic() + ".mp4");
        Ended made = tools.ffmpeg(
                List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-y",
                        "-f",
                        "lavfi",
                        "-i",
                        look.named(),
                        "-f",
                        "lavfi",
                        "-i",
                        look.sound(),
                        "-t",
                        Integer.toString(seconds),
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libopenh264",
                        "-b:v",
                        "1200k",
                        "-c:a",
                        "aac",
                        "-ac",
                        "2",
                        file.toString()),
                out.toAbsolutePath(),
                ALLOWANCE,
                () -> false);
        if (made.status() != 0) {
            throw new IOException("The clip of topic " + look.topic() + " could not be made: " + made.errors());
        }
        System.err.println("Made " + file.getFileName());
    }
}
