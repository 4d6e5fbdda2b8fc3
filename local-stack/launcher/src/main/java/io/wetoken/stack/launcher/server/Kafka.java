package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** The broker. */
final class Kafka implements ServerSpec {
    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public List<String> ports() {
        return List.of("kafka.port", "kafka.controllerPort");
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(
                this,
                "local-stack/kafka-server",
                "io.wetoken.stack.kafka.KafkaServer",
                List.of(
                        "--dir",
                        context.home().data("kafka").toString(),
                        "--port",
                        context.port("kafka.port"),
                        "--controller-port",
                        context.port("kafka.controllerPort")));
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.saysReady();
    }
}
