package io.wetoken.settlement.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.settlement.core.RefusedBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thing wrong at a time: the refusal names the place and the value. */
class RefusalsTest {
    private static final String TEN_TO_28 = "10000000000000000000000000000";

    /** Ann and Bob watch, Cid owns a space and creates, Dan spreads. */
    private static Bundles good() {
        return Bundles.empty()
                .row("activity.csv", "ann,10")
                .row("activity.csv", "bob,0")
                .row("spaces.csv", "cids,cid,100000")
                .row("spaces.csv", "anns,ann,0")
                .row("affinity.csv", "ann,cids,4")
                .row("contribution.csv", "cid,5,7,1000000")
                .row("referrals.csv", "cid,dan,3")
                .row("deferred.csv", "eve,1");
    }

    @Test
    void whatIsGoodIsPlanned() throws IOException, RefusedBundle {
        assertThat(good().plan().lines().count()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "activity.csv|zed,|activity.csv:4|points must be an integer|''",
                "activity.csv|zed|activity.csv:4|must have 2 columns, has 1|'zed'",
                "activity.csv|zed,1,2|activity.csv:4|has 3|'zed,1,2'",
                "activity.csv|zed,+1|activity.csv:4|points|'+1'",
                "activity.csv|zed, 1|activity.csv:4|points|' 1'",
                "activity.csv|zed,1e3|activity.csv:4|points|'1e3'",
                "activity.csv|zed,00|activity.csv:4|points|'00'",
                "activity.csv|zed,0x1|activity.csv:4|points|'0x1'",
                "activity.csv|zed,1000000000000001|activity.csv:4|points|'1000000000000001'",
                "activity.csv|zed,٣|activity.csv:4|points|'٣'",
                "activity.csv|,1|activity.csv:4|account must be an id|''",
                "activity.csv|zéd,1|activity.csv:4|account must be an id|'zéd'",
                "activity.csv|z/d,1|activity.csv:4|account must be an id|'z/d'",
                "activity.csv|\"\"\"zed\"\",1\"|activity.csv:4|account must be an id|'\"zed\"'",
                "activity.csv|bob,1|activity.csv:4|duplicate account|'bob'",
                "affinity.csv|zed,cids,1|affinity.csv:3|has no row in activity.csv|'zed'",
                "affinity.csv|cid,anns,0|affinity.csv:3|has no row in activity.csv|'cid'",
                "affinity.csv|ann,nope,1|affinity.csv:3|unknown space|'nope'",
                "affinity.csv|ann,anns,0|affinity.csv:3|own space|'anns'",
                "affinity.csv|ann,cids,1|affinity.csv:3|duplicate affinity|'ann'",
                "affinity.csv|bob,cids,1|affinity.csv:3|above its points 0|'bob'",
                "spaces.csv|cids,bob,1|spaces.csv:4|duplicate space|'cids'",
                "spaces.csv|new,bob,1000001|spaces.csv:4|ownerSharePpm|'1000001'",
                "contribution.csv|cid,1,1,1|contribution.csv:3|duplicate creator|'cid'",
                "contribution.csv|new,1,1,1000001|contribution.csv:3|disseminatorSharePpm|'1000001'",
                "contribution.csv|new,1,-1,1|contribution.csv:3|promotion|'-1'",
                "referrals.csv|ann,dan,0|referrals.csv:3|unknown creator|'ann'",
                "referrals.csv|cid,cid,0|referrals.csv:3|refers itself|'cid'",
                "referrals.csv|cid,dan,0|referrals.csv:3|duplicate referral|'dan'",
                "referrals.csv|cid,eve,5|referrals.csv:3|above its promotion 7|'cid'",
                "deferred.csv|eve,2|deferred.csv:3|duplicate account|'eve'",
                "deferred.csv|new,10000000000000000000000000001|deferred.csv:3|amount|'10000000000000000000000000001'",
                "deferred.csv|new,01|deferred.csv:3|amount|'01'",
                "deferred.csv|new,10000000000000000000000000000|params.json|above the supply|11000000000000000000000000001",
                "indicators.csv|validLikes,1,1|indicators.csv:10|duplicate indicator|'validLikes'",
                "indicators.csv|likes,1,1|indicators.csv:10|unknown indicator|'likes'"
            })
    void aBadRowIsNamed(String file, String row, String place, String message, String value) {
        refused(good().row(file, row).files(), place, message, value);
    }

    @Test
    void aSumIsRefusedAtTheRowThatFirstExceedsIt() {
        Bundles bundles = good().row("spaces.csv", "more,cid,0").row("affinity.csv", "ann,more,7");
        bundles.row("spaces.csv", "most,cid,0").row("affinity.csv", "ann,most,7");
        refused(bundles.files(), "affinity.csv:3", "sums to 11", "above its points 10");
    }

    @Test
    void anIdHasAtMost64Bytes() throws IOException, RefusedBundle {
        assertThat(good().row("activity.csv", "i".repeat(64) + ",1").plan()).isNotNull();
        refused(
                good().row("activity.csv", "i".repeat(65) + ",1").files(),
                "activity.csv:4",
                "account must be an id",
                "iii");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account,points\\r\\nann,1\\r\\n|1",
                "\\uFEFFaccount,points\\nann,1|1",
                "''|1",
                "\\n|1",
                "account, points\\nann,1|1",
                "account,points,\\nann,1|1",
                "points,account\\n1,ann|1",
                "account,points\\nann,1\\n\\n|3",
                "account,points\\n\\nann,1|2",
                "account,points\\nann,1\\r\\n|2",
                "account,points\\naccount,points\\n|2"
            })
    void theFormOfAFileIsExact(String text, int line) {
        Map<String, byte[]> files = good().files();
        files.put("activity.csv", unescaped(text).getBytes(StandardCharsets.UTF_8));
        refused(files, "activity.csv:" + line, "", "");
    }

    @Test
    void theLastNewlineIsOptional() throws IOException, RefusedBundle {
        Map<String, byte[]> files = good().files();
        files.put("activity.csv", "account,points\nann,10\nbob,0".getBytes(StandardCharsets.UTF_8));
        files.put("deferred.csv", "account,amount".getBytes(StandardCharsets.UTF_8));
        assertThat(Bundles.read(files)).isNotNull();
    }

    @Test
    void anEndlessLineIsRefusedWithoutReadingItWhole() {
        Map<String, byte[]> files = good().files();
        files.put("activity.csv", ("account,points\n" + "9".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8));
        refused(files, "activity.csv:2", "a row has at most", "999");
    }

    @Test
    void everyFileMustBeThere() {
        for (String file : BundleFiles.INPUTS) {
            Map<String, byte[]> files = good().files();
            files.remove(file);
            refused(files, file, "missing", "");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\": 1|\"version\": 2|version must be 1, is 2",
                "\"version\": 1|\"version\": \"1\"|version must be a plain integer, is '1'",
                "\"version\": 1|\"version\": 1.0|version must be a plain integer, is 1.0",
                "\"version\": 1|\"version\": -0|version must be a plain integer, is -0",
                "\"version\": 1|\"version\": 1, \"version\": 1|version",
                "\"version\": 1|\"version\": 1, \"note\": \"x\"|unknown parameter 'note'",
                "\"validLikes\": 125000|\"validLikes\": 125000, \"validLikes\": 125000|validLikes",
                "\"validLikes\": 125000|\"likes\": 125000|unknown parameter 'indexWeightsPpm.likes'",
                "\"validLikes\": 125000,||parameter 'indexWeightsPpm.validLikes' is missing",
                "\"validLikes\": 125000|\"validLikes\": 125001|must sum to 1000000, sum is 1000001",
                "\"2026-11-21\"|\"2026-02-30\"|epoch must be a date, is '2026-02-30'",
                "\"2026-11-21\"|\"2026-11-21T00:00\"|epoch must be a date",
                "\"2026-11-21\"|20261121|epoch must be a date",
                "\"carry\": \"0\"|\"carry\": 0|carry must be a string of plain digits, is 0",
                "\"carry\": \"0\"|\"carry\": \"\"|carry must be a string of plain digits, is ''",
                "\"carry\": \"0\"|\"carry\": \"-1\"|carry must be a string of plain digits, is '-1'",
                "\"carry\": \"0\"|\"carry\": \"00\"|carry must be a string of plain digits, is '00'",
                "\"carry\": \"0\"|\"carry\": null|carry must be a string of plain digits, is null",
                "\"carry\": \"0\"|\"carry\": [\"0\"]|carry must be a single value",
                "\"carry\": \"0\"|\"carry\": \"10000000000000000000000000001\"|carry must be 0..10000000000000000000000000000",
                "\"minPayout\": \"1\"|\"minPayout\": \"10000000000000000000000000001\"|minPayout must be 0..",
                "\"pricePerPoint\": \"1000000000000000000000000\"|\"pricePerPoint\": \"1000000000000000000000000000001\"|pricePerPoint must be 0..",
                "\"betaPpm\": 500000|\"betaPpm\": 1000001|betaPpm must be 0..1000000, is 1000001",
                "\"betaPpm\": 500000|\"betaPpm\": -1|betaPpm must be a plain integer, is -1",
                "\"betaPpm\": 500000|\"betaPpm\": 99999999999999999999|betaPpm must be a plain integer",
                "\"elasticityMaxPpm\": 1500000|\"elasticityMaxPpm\": 10000001|elasticityMaxPpm must be 0..10000000",
                "\"elasticityStepPpm\": 33333|\"elasticityStepPpm\": 1000001|elasticityStepPpm must be 0..1000000",
                "\"previousElasticityPpm\": 1000000|\"previousElasticityPpm\": 499999|must lie within [500000, 1500000], is 499999",
                "\"sharedPpm\": 300000|\"sharedPpm\": 500001|sharedPpm must be 0..500000",
                "\"duelMaxBaseRatio\": 2|\"duelMaxBaseRatio\": 0|duelMaxBaseRatio must be 1..1000, is 0",
                "\"duelMaxBaseRatio\": 2|\"duelMaxBaseRatio\": 1001|duelMaxBaseRatio must be 1..1000, is 1001",
                "\"betaPpm\": 500000,||parameter 'betaPpm' is missing"
            })
    void aBadParameterIsNamed(String found, String put, String message) {
        Map<String, byte[]> files = good().files();
        String json = new String(files.get("params.json"), StandardCharsets.UTF_8);
        assertThat(json).contains(found);
        files.put("params.json", json.replace(found, put == null ? "" : put).getBytes(StandardCharsets.UTF_8));
        refused(files, "params.json", message, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "[]", "null", "{", "{} {}", "\"x\"", "{\"fund\" 1}", "\\uFEFF{}"})
    void whatIsNotOneObjectIsRefused(String text) {
        Map<String, byte[]> files = good().files();
        files.put("params.json", unescaped(text).getBytes(StandardCharsets.UTF_8));
        refused(files, "params.json", "", "");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        Map<String, byte[]> files = good().files();
        files.put("params.json", new byte[] {'{', (byte) 0xff, '}'});
        refused(files, "params.json", "not UTF-8", "");
    }

    @Test
    void theWholeSupplyIsAllowed() throws IOException, RefusedBundle {
        Map<String, byte[]> files = good().files();
        files.put("deferred.csv", ("account,amount\neve,9" + "0".repeat(27) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(Bundles.read(files)).isNotNull();
        files.put("deferred.csv", ("account,amount\neve," + TEN_TO_28 + "\n").getBytes(StandardCharsets.UTF_8));
        refused(files, "params.json", "above the supply", "11" + "0".repeat(27));
    }

    private static void refused(Map<String, byte[]> files, String place, String message, String value) {
        assertThatThrownBy(() -> Bundles.read(files))
                .isInstanceOf(RefusedBundle.class)
                .message()
                .startsWith(place + ": ")
                .contains(message)
                .contains(value);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\ufeff");
    }
}
