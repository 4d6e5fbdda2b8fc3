package io.wetoken.stack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ServersIT {
    @Test
    void kafkaServesOnTheSamePortAfterAKill() throws IOException {
        try (KafkaProcess kafka = TestServers.kafka()) {
            String before = kafka.bootstrap();
            kafka.kill();
            assertThat(kafka.isAlive()).isFalse();
            kafka.restart();
            assertThat(kafka.bootstrap()).isEqualTo(before);
            assertThat(answers(before)).isTrue();
        }
    }

    @Test
    void hbaseServesOnTheSamePortAfterAKill() throws IOException {
        try (HBaseProcess hbase = TestServers.hbase()) {
            hbase.restart();
            assertThat(answers(hbase.zookeeper())).isTrue();
        }
    }

    @Test
    void nothingOfAClosedServerIsLeft() throws IOException {
        KafkaProcess kafka = TestServers.kafka();
        long pid = kafka.pid();
        kafka.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(answers(kafka.bootstrap())).isFalse();
    }

    private static boolean answers(String address) {
        URI uri = URI.create("tcp://" + address);
        try (Socket socket = new Socket(InetAddress.getByName(uri.getHost()), uri.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
