package io.wetoken.ingest.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final ClientAddress CLIENTS =
            new ClientAddress(Set.of(address("10.0.0.1"), address("10.0.0.2"), address("2001:db8::1")));

    @Test
    void withoutTrustNobodysWordCounts() {
        assertThat(new ClientAddress(Set.of()).of(address("127.0.0.1"), List.of("1.2.3.4")))
                .isEqualTo(address("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // peer | headers, separated by ; | client
                "9.9.9.9 | 1.2.3.4 | 9.9.9.9",
                "10.0.0.1 | 1.2.3.4 | 1.2.3.4",
                "10.0.0.1 | 6.6.6.6, 1.2.3.4 | 1.2.3.4",
                "10.0.0.1 | 6.6.6.6 ; 1.2.3.4 , 10.0.0.2 | 1.2.3.4",
                "10.0.0.1 | 6.6.6.6, 10.0.0.2, 1.2.3.4 | 1.2.3.4",
                "2001:db8::1 | 2001:db8:5::7 | 2001:db8:5::7",
                "10.0.0.1 | [2001:db8:5::7]:4711 | 2001:db8:5::7",
                "10.0.0.1 | 1.2.3.4:4711 | 1.2.3.4",
                "10.0.0.1 | ::ffff:1.2.3.4 | 1.2.3.4",
                "10.0.0.1 | 10.0.0.2 | 10.0.0.2",
                "10.0.0.1 | 1.2.3.4, unknown, 10.0.0.2 | 10.0.0.2",
                "10.0.0.1 | localhost | 10.0.0.1",
                "10.0.0.1 | 1.2.3 | 10.0.0.1",
                "10.0.0.1 | 1.2.3.400 | 10.0.0.1",
                "10.0.0.1 | ::g | 10.0.0.1",
                "10.0.0.1 | 1.2.3.4, | 10.0.0.1",
                "10.0.0.1 | '' | 10.0.0.1",
            })
    void theRightMostForeignAddressIsTheClients(String peer, String headers, String client) {
        List<String> values =
                Arrays.stream(headers.split(";")).map(String::trim).collect(Collectors.toList());

        assertThat(CLIENTS.of(address(peer), values)).isEqualTo(address(client));
    }

    @Test
    void aProxyThatSaysNothingIsTheClient() {
        assertThat(CLIENTS.of(address("10.0.0.1"), List.of())).isEqualTo(address("10.0.0.1"));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(literal, e);
        }
    }
}
