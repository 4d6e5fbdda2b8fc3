package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** HBase with its ZooKeeper; its other ports are whatever is free, for clients learn them from ZooKeeper. */
final class HBase implements ServerSpec {
    @Override
    public String name() {
        return "hbase";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public List<String> ports() {
        return List.of("hbase.zookeeperPort");
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(
                this,
                "local-stack/hbase-server",
                "io.wetoken.stack.hbase.HBaseServer",
                List.of(
                        "--dir",
                        context.home().data("hbase").toString(),
                        "--zookeeper-port",
                        context.port("hbase.zookeeperPort")));
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.saysReady();
    }
}
