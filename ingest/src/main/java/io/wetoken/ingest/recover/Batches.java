package io.wetoken.ingest.recover;

import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.Place;
import io.wetoken.ingest.replay.DoorClient;
import io.wetoken.ingest.replay.Rejections;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Refused events to requests, in the order of their partitions. */
final class Batches {
    private static final int MOST = 500;
    private static final int MOST_BYTES = 1 << 20;

    private final DoorClient door;
    private final Set<String> reasons;
    private final boolean dryRun;
    private final Tally tally = new Tally();
    private final List<Place> places = new ArrayList<>(MOST);
    private final List<String> refusedFor = new ArrayList<>(MOST);
    private long bytes;

    /** @param reasons only those; empty for all */
    Batches(DoorClient door, Set<String> reasons, boolean dryRun) {
        this.door = door;
        this.reasons = reasons;
        this.dryRun = dryRun;
    }

    Tally tally() {
        return tally;
    }

    void add(Place place, RejectedEvent event) throws IOException, InterruptedException {
        if (!reasons.isEmpty() && !reasons.contains(event.getReason())) {
            return;
        }
        if (!event.getDoor().equals(Door.LIVE.label())) {
            tally.recorded();
            return;
        }
        int size = event.getRaw().remaining();
        if (places.size() == MOST || (!places.isEmpty() && bytes + size > MOST_BYTES)) {
            send();
        }
        places.add(place);
        refusedFor.add(event.getReason());
        bytes += size;
    }

    /** What is left. */
    void send() throws IOException, InterruptedException {
        if (places.isEmpty()) {
            return;
        }
        String body = places.stream()
                .map(place -> "[" + place.partition() + "," + place.offset() + "]")
                .collect(Collectors.joining(",", "[", "]"));
        HttpResponse<String> answer = door.recovered(body, dryRun);
        if (answer.statusCode() != 202) {
            throw new IOException("The collector did not take " + places.size() + " refused events: "
                    + answer.statusCode() + " " + answer.body());
        }
        Map<Integer, String> again = Rejections.of(answer.body());
        for (int i = 0; i < places.size(); i++) {
            if (again.containsKey(i)) {
                tally.rejected(refusedFor.get(i), again.get(i));
            } else {
                tally.recovered(refusedFor.get(i));
            }
        }
        places.clear();
        refusedFor.clear();
        bytes = 0;
    }
}
