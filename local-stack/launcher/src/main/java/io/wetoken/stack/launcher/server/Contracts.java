package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** Puts the contracts on the chain; it finds them there when they are. */
final class Contracts implements ServerSpec {
    @Override
    public String name() {
        return "contracts";
    }

    @Override
    public List<String> needs() {
        return List.of("chain");
    }

    @Override
    public List<String> ports() {
        return List.of();
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(this, "contracts", "io.wetoken.contracts.Deploy", context.config());
    }

    @Override
    public Readiness readiness(Context context) {
        return output -> false;
    }

    @Override
    public boolean once() {
        return true;
    }
}
