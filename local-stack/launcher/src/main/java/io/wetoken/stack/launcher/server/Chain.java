package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** The development chain and the keeper of its state. */
final class Chain implements ServerSpec {
    @Override
    public String name() {
        return "chain";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public List<String> ports() {
        return List.of("chain.port");
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(
                this,
                "contracts",
                "io.wetoken.contracts.devchain.DevChain",
                List.of("--dir", context.home().data("chain").toString(), "--port", context.port("chain.port")));
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.rpc(context.settings().text("chain.url"), "eth_chainId");
    }
}
