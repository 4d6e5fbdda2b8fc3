package io.wetoken.flink.guard;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Asks the catalogue for many contents at once, before {@link ResolveOwner} needs the answers, which would ask for one after the other while everything
 * behind it waits. An event about a content that this task meets for the first time waits for the answer, and those behind it with it: so their order stays.
 * Meanwhile the next ones gather, and ask together when the answer is there. The first event of a content carries the answer; those after it find it in the
 * state.
 *
 * <p>Nothing of it is in a checkpoint: what waits is sent on before. What was asked is remembered for {@link #MAX_ASKED} contents; one that is forgotten, or
 * met by another task, is asked for again, and the answer that the state has already wins.
 */
final class AskCatalogue extends AbstractStreamOperator<Candidate>
        implements OneInputStreamOperator<Candidate, Candidate> {
    static final int MAX_GATHERED = 2_000;
    static final int MAX_ASKED = 100_000;

    private static final long serialVersionUID = 1;

    private final OwnerLookup lookup;
    private transient OwnerLookup.Opened catalogue;
    private transient ExecutorService asker;
    private transient MailboxExecutor mailbox;
    private transient Map<String, Boolean> asked;
    private transient Batch gathered;
    /** Null while nothing is being asked. */
    private transient Batch flying;

    AskCatalogue(OwnerLookup lookup) {
        this.lookup = lookup;
    }

    /** Events in their order, the contents that they ask for, and the answer once it is asked for. */
    private static final class Batch {
        private final List<StreamRecord<Candidate>> events = new ArrayList<>();
        private final Set<ContentId> wanted = new LinkedHashSet<>();
        private CompletableFuture<Map<ContentId, AccountId>> answer;
    }

    @Override
    public void open() throws Exception {
        super.open();
        catalogue = lookup.open();
        asker = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "ask-catalogue");
            thread.setDaemon(true);
            return thread;
        });
        mailbox = getContainingTask()
                .getMailboxExecutorFactory()
                .createExecutor(getOperatorConfig().getChainIndex());
        asked = new Recent();
        gathered = new Batch();
    }

    @Override
    public void processElement(StreamRecord<Candidate> event) throws Exception {
        String content = event.getValue().event().getContent();
        boolean first = content != null && asked.put(content, true) == null;
        if (!first && flying == null) {
            output.collect(event);
            return;
        }
        gathered.events.add(event.copy(event.getValue()));
        if (first) {
            gathered.wanted.add(new ContentId(content));
        }
        if (flying == null) {
            ask();
        } else if (gathered.events.size() >= MAX_GATHERED) {
            land();
        }
    }

    private void ask() {
        Batch batch = gathered;
        gathered = new Batch();
        flying = batch;
        batch.answer = CompletableFuture.supplyAsync(() -> catalogue.owners(batch.wanted), asker)
                .whenComplete((owners, failure) -> mailbox.execute(() -> landed(batch), "owners are known"));
    }

    private void landed(Batch batch) throws Exception {
        if (flying == batch) {
            land();
        }
    }

    /** Waits for the answer that is under way, sends on what waited for it, and asks for what has gathered meanwhile. */
    private void land() throws Exception {
        Batch landing = flying;
        flying = null;
        Map<ContentId, AccountId> owners;
        try {
            owners = landing.answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot ask the catalogue for " + landing.wanted.size() + " contents: "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
        for (StreamRecord<Candidate> event : landing.events) {
            output.collect(answered(event, landing.wanted, owners));
        }
        if (!gathered.wanted.isEmpty()) {
            ask();
        } else {
            gathered.events.forEach(output::collect);
            gathered.events.clear();
        }
    }

    private static StreamRecord<Candidate> answered(
            StreamRecord<Candidate> event, Set<ContentId> wanted, Map<ContentId, AccountId> owners) {
        String content = event.getValue().event().getContent();
        if (content == null) {
            return event;
        }
        ContentId id = new ContentId(content);
        if (!wanted.contains(id)) {
            return event;
        }
        AccountId owner = owners.get(id);
        return event.replace(event.getValue().answered(owner == null ? Candidate.UNKNOWN : owner.value()));
    }

    private void sendAllOn() throws Exception {
        while (flying != null) {
            land();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        sendAllOn();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        sendAllOn();
        super.prepareSnapshotPreBarrier(checkpoint);
    }

    @Override
    public void finish() throws Exception {
        sendAllOn();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (asker != null) {
            asker.shutdownNow();
        }
        if (catalogue != null) {
            catalogue.close();
        }
        super.close();
    }

    /** The contents that were met last. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_ASKED;
        }
    }
}
