package io.wetoken.stack.testing;

import java.io.IOException;
import java.util.List;

/** A real Kafka broker. */
public final class KafkaProcess extends JavaServer {
    private final int port;

    KafkaProcess() throws IOException {
        this(Ports.free(), Ports.free());
    }

    private KafkaProcess(int port, int controllerPort) throws IOException {
        super(
                "kafka",
                "kafka-server",
                "io.wetoken.stack.kafka.KafkaServer",
                List.of("--port", Integer.toString(port), "--controller-port", Integer.toString(controllerPort)));
        this.port = port;
    }

    /** {@code host:port} for {@code bootstrap.servers}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }
}
