package io.wetoken.stack.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** The demo's last page. */
final class Summary {
    private static final int DECIMALS = 18;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Summary() {}

    /** The object of the interface: amounts are decimal strings in base units. */
    static String json(Figures f, Stages stages, long peakMb) throws StackException {
        ObjectNode o = JSON.createObjectNode();
        o.put("eventsSent", f.sent());
        o.put("eventsAccepted", f.accepted());
        o.put("eventsRejected", f.rejected());
        o.put("eventsValid", f.valid());
        o.put("eventsSuspect", f.suspect());
        o.put("eventsDuplicate", f.duplicate());
        f.suspectedFor().forEach(o.putObject("suspectedFor")::put);
        o.put("activeUsers", f.activeUsers());
        o.put("epoch", f.epoch());
        o.put("indexPpm", f.indexPpm());
        o.put("elasticityPpm", f.elasticityPpm());
        o.put("pool", f.pool().toString());
        o.put("planned", f.planned().toString());
        o.put("paid", f.paid().toString());
        o.put("recipients", f.recipients());
        o.put("root", f.root());
        o.put("chainId", f.chainId());
        o.put("reconciled", f.reconciled());
        o.put("mediaReady", f.shown().mediaReady());
        o.put("playable", f.shown().contents());
        o.put("feeds", f.shown().feeds());
        o.put("trainedModel", f.shown().model());
        f.shown().recall().forEach(o.putObject("recall")::put);
        o.put("peakMemoryMb", peakMb);
        ObjectNode seconds = o.putObject("seconds");
        stages.seconds().forEach(seconds::put);
        try {
            return JSON.writeValueAsString(o);
        } catch (JsonProcessingException e) {
            throw StackException.failed("Cannot write the result", e);
        }
    }

    /** A batch that was taken, but whose answer was lost, is taken once more, and is a duplicate of itself. */
    private static String twice(Figures f) {
        long twice = f.accepted() + f.rejected() - f.sent();
        return twice == 0 ? "" : " (" + twice + " of them sent again, for no answer came)";
    }

    static void print(Figures f, Stages stages, long peakMb, PrintWriter out) {
        out.println();
        line(
                out,
                "events in",
                f.sent() + " sent, " + f.accepted() + " accepted" + twice(f) + ", " + f.rejected() + " rejected");
        line(out, "judged", f.valid() + " valid, " + f.suspect() + " suspect, " + f.duplicate() + " duplicate");
        line(out, "day paid", f.epoch() + ", " + f.activeUsers() + " active users");
        String label = "suspected for";
        for (Map.Entry<String, Long> reason : f.suspectedFor().entrySet()) {
            line(out, label, reason.getValue() + " " + reason.getKey());
            label = "";
        }
        line(out, "activity index", ppm(f.indexPpm()) + ", elasticity " + ppm(f.elasticityPpm()));
        line(out, "pool", tokens(f.pool()) + " WE");
        line(
                out,
                "paid",
                tokens(f.paid()) + " WE of " + tokens(f.planned()) + " planned, to " + f.recipients() + " recipients");
        line(out, "root", f.root() + " on chain " + f.chainId());
        line(out, "audit", f.reconciled() ? "recomputed from the archive: agrees with the chain" : "DOES NOT AGREE");
        line(out, "clips", f.shown().mediaReady() + " transcoded, " + f.shown().contents() + " contents play");
        line(out, "model", f.shown().model() + recall(f.shown().recall()));
        line(out, "feeds", f.shown().feeds() + " of " + f.shown().asked() + " people of the last day have one");
        StringBuilder seconds = new StringBuilder();
        stages.seconds().forEach((stage, s) -> seconds.append(String.format(Locale.ROOT, "%s %.1f  ", stage, s)));
        line(out, "seconds", seconds.toString().strip());
        line(out, "peak memory", peakMb + " MB resident, everything together");
        out.println();
    }

    private static String recall(Map<String, Double> byModel) {
        StringBuilder text = new StringBuilder();
        byModel.forEach((model, recall) -> text.append(String.format(
                Locale.ROOT, "%s%s %.3f", text.isEmpty() ? ", recall on the last day: " : ", ", model, recall)));
        return text.toString();
    }

    private static void line(PrintWriter out, String name, String text) {
        out.println(String.format(Locale.ROOT, "  %-15s %s", name, text));
    }

    private static String ppm(long value) {
        return BigDecimal.valueOf(value, 6).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    private static String tokens(BigInteger units) {
        return new BigDecimal(units, DECIMALS).setScale(2, RoundingMode.DOWN).toPlainString();
    }
}
