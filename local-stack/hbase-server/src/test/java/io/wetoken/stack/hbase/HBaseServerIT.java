package io.wetoken.stack.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HBase as a process. */
class HBaseServerIT {
    private static final TableName KEPT = TableName.valueOf("kept");
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final int ROWS = 5000;

    @TempDir
    private Path dir;

    private int port;
    private Process server;

    @AfterEach
    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void whatWasAcknowledgedSurvivesSigkill() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start(1);
        try (Connection connection = ConnectionFactory.createConnection(client())) {
            connection
                    .getAdmin()
                    .createTable(TableDescriptorBuilder.newBuilder(KEPT)
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY))
                            .build());
            List<Put> puts = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                puts.add(new Put(Bytes.toBytes("row-" + i)).addColumn(FAMILY, FAMILY, Bytes.toBytes(i)));
            }
            try (Table table = connection.getTable(KEPT)) {
                table.put(puts);
            }
            server.destroyForcibly().waitFor();
        }
        start(2);
        try (Connection connection = ConnectionFactory.createConnection(client());
                Table table = connection.getTable(KEPT);
                ResultScanner rows = table.getScanner(new Scan().setCaching(1000))) {
            int seen = 0;
            for (Result row : rows) {
                seen += row.isEmpty() ? 0 : 1;
            }
            assertThat(seen).isEqualTo(ROWS);
        }
    }

    private Configuration client() {
        Configuration conf = HBaseConfiguration.create();
        conf.set("hbase.zookeeper.quorum", "127.0.0.1");
        conf.setInt("hbase.zookeeper.property.clientPort", port);
        return conf;
    }

    private void start(int times) throws IOException {
        Path log = dir.resolve("log");
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@jvm.options",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HBaseServer.class.getName(),
                        "--dir",
                        dir.resolve("hbase").toString(),
                        "--zookeeper-port",
                        Integer.toString(port),
                        "--parent",
                        Long.toString(ProcessHandle.current().pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(Duration.ofMinutes(3)).until(() -> !server.isAlive() || ready(log) == times);
        assertThat(server.isAlive()).as(() -> text(log)).isTrue();
    }

    private static long ready(Path log) {
        return text(log).lines().filter(line -> line.startsWith("READY")).count();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
