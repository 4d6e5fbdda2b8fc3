package io.wetoken.flink.judge;

import io.wetoken.behaviour.Wire;
import io.wetoken.flink.guard.Candidate;
import io.wetoken.flink.guard.Guard;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The verdict of the stream with the line it is about. Keyed by one key, so that batch mode hands over everything in order. */
final class VerdictsInOrder extends KeyedProcessFunction<Integer, Candidate, Tuple2<byte[], String>> {
    static final TypeInformation<Tuple2<byte[], String>> TYPE =
            Types.TUPLE(Types.PRIMITIVE_ARRAY(Types.BYTE), Types.STRING);

    @Override
    public void processElement(Candidate candidate, Context context, Collector<Tuple2<byte[], String>> out)
            throws Exception {
        out.collect(Tuple2.of(Wire.JUDGED.encode(Guard.verdict(candidate)), candidate.line()));
    }
}
