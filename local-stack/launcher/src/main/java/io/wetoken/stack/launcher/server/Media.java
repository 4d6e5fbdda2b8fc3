package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** The worker that makes clips of uploads. It answers to nobody but the queue, so it listens on no port. */
final class Media implements ServerSpec {
    @Override
    public String name() {
        return "media";
    }

    @Override
    public List<String> needs() {
        return List.of("kafka");
    }

    @Override
    public List<String> ports() {
        return List.of();
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(this, "media-transcode", "io.wetoken.media.MediaWorker", context.config());
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.saysReady();
    }
}
