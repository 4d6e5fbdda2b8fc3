package io.wetoken.behaviour.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.signal.Deeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConfirmedTransfersTest {
    private static final String HEADER = "tx,kind,payer,owner,amount,until block 7\n";
    private static final String FIRST = "0x" + "ab".repeat(32);
    private static final String SECOND = "0x" + "cd".repeat(32);
    private static final AccountId ANN = new AccountId("ann, the first");
    private static final AccountId BOB = new AccountId("bob");

    @Test
    void aTransferIsConfirmedWhereTransactionPayerAndOwnerAgree() throws IOException {
        ConfirmedTransfers transfers = read(HEADER + FIRST + ",GIFT,ann%2C+the+first,bob,5\n");
        assertThat(transfers.test(ANN, new Deeds.Transfer(BOB, FIRST))).isTrue();
        assertThat(transfers.test(ANN, new Deeds.Transfer(BOB, FIRST.toUpperCase(Locale.ROOT))))
                .as("hex in another case is the same transaction")
                .isTrue();
        assertThat(transfers.test(ANN, new Deeds.Transfer(BOB, SECOND))).isFalse();
        assertThat(transfers.test(BOB, new Deeds.Transfer(BOB, FIRST)))
                .as("somebody else's payment")
                .isFalse();
        assertThat(transfers.test(ANN, new Deeds.Transfer(new AccountId("cat"), FIRST)))
                .as("paid to another")
                .isFalse();
    }

    @Test
    void aDayWithoutTransfersConfirmsNothing() throws IOException {
        assertThat(read(HEADER).test(ANN, new Deeds.Transfer(BOB, FIRST))).isFalse();
    }

    @Test
    void whatIsNoSuchFileIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("tx,kind\n")).hasMessageStartingWith("confirmed.csv:1: header expected");
        assertThatThrownBy(() -> read(HEADER + "0x1,GIFT,ann,bob,5\n")).hasMessageStartingWith("confirmed.csv:2: ");
        assertThatThrownBy(() -> read(HEADER + FIRST + ",GIFT,ann,5\n")).hasMessageStartingWith("confirmed.csv:2: ");
        assertThatThrownBy(() -> read(HEADER + FIRST + ",GIFT,ann,bob,5\n" + FIRST + ",TIP,ann,cat,5\n"))
                .hasMessageStartingWith("confirmed.csv:3: the transaction " + FIRST + " stands twice");
    }

    private static ConfirmedTransfers read(String text) throws IOException {
        return ConfirmedTransfers.read(new BufferedReader(new StringReader(text)), "confirmed.csv");
    }
}
