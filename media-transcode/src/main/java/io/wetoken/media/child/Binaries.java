package io.wetoken.media.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/**
 * The ffmpeg and ffprobe that the build brings, and the environment in which they start on a machine that has no more than a JDK.
 *
 * @param libraries directories of shared libraries, in the order of the search
 */
public record Binaries(Path ffmpeg, Path ffprobe, List<Path> libraries) {
    /**
     * Screen and sound devices: the binaries are linked to them and we never use them, so an unrelated library of the bundle stands in for each. Functions
     * are bound when they are first called, which these never are.
     */
    private static final List<String> NEVER_USED =
            List.of("libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0");

    private static final String STAND_IN = "libva-drm.so.2";

    /**
     * Unpacks them on first use, which takes a second. {@code Loader.load} would do so too, but first it loads their libraries into this process, which fails where there is no
     * sound server.
     */
    public static Binaries load() throws IOException {
        File unpacked = Loader.cacheResource(org.bytedeco.ffmpeg.ffmpeg.class, Loader.getPlatform() + "/");
        if (unpacked == null) {
            throw new IOException("There is no ffmpeg for " + Loader.getPlatform() + " in what the build brings");
        }
        Path bundle = unpacked.toPath();
        Path ffmpeg = program(bundle, "ffmpeg");
        Path ffprobe = program(bundle, "ffprobe");
        Path standIns = Files.createDirectories(bundle.resolve("stand-ins"));
        for (String library : NEVER_USED) {
            try {
                Files.createSymbolicLink(standIns.resolve(library), Path.of("..", STAND_IN));
            } catch (FileAlreadyExistsException e) {
                // An earlier start made it, or one at this moment.
            }
        }
        return new Binaries(ffmpeg, ffprobe, List.of(standIns, bundle));
    }

    private static Path program(Path bundle, String name) throws IOException {
        Path program = bundle.resolve(name);
        if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
            throw new IOException(program + " is missing, or cannot be made executable");
        }
        return program;
    }

    /** Nothing of ours: no proxies, no credentials, no preloaded libraries. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_LIBRARY_PATH",
                String.join(":", libraries.stream().map(Path::toString).toList()),
                "LC_ALL",
                "C",
                "PATH",
                "/usr/bin:/bin",
                "AV_LOG_FORCE_NOCOLOR",
                "1");
    }
}
