package io.wetoken.serving.analysis;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.serving.analysis.NewestAnalysis.Tables;
import io.wetoken.serving.core.BadInput;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Clips;
import io.wetoken.store.Clips.Clip;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the newest daily analysis found. */
@RestController
@Tag(name = "Analysis")
public class AnalysisController {
    private static final int MAX_CONTENTS = 50;
    /** Twenty creators, twenty contents and 24 hours, with room for more. */
    private static final int MAX_ROWS = 200;

    private final NewestAnalysis newest;
    private final Clips clips;
    private final Who who;

    AnalysisController(NewestAnalysis newest, Clips clips, Who who) {
        this.newest = newest;
        this.clips = clips;
        this.who = who;
    }

    /** How people took a content in the four weeks up to the day; shares in millionths. */
    public record FavourView(
            String content,
            long viewers,
            long plays,
            long likers,

            @Schema(
                    description =
                            "The share of viewers who liked it lies between this and likeHighPpm, 95 times of a hundred (Wilson)")
            long likeLowPpm,

            long likePpm,
            long likeHighPpm,

            @Schema(description = "Of the plays whose length is known, those to the end")
            long completionPpm,

            @Schema(description = "Ten: of those plays, how many came to a tenth of the length, two tenths … the end")
            List<Long> reachedPpm) {}

    /** Those of which something is known, in the order in which they were asked for. */
    public record FavoursView(
            @Schema(description = "null before the first analysis", nullable = true)
            String day,

            List<FavourView> favours) {}

    /** Time given to something. */
    public record TimeView(String name, long watchMs, long sharePpm) {}

    /** The most watched first; hours in UTC. */
    public record TasteView(
            @Schema(description = "null before the first analysis", nullable = true)
            String day,

            List<TimeView> creators,

            @Schema(description = "Of the contents that are told, by the topics of their clips")
            List<TimeView> topics,

            List<TimeView> contents,
            List<TimeView> hours) {}

    @Operation(
            summary = "How works were taken in the last four weeks",
            description = "Completion, how far plays came, and the share of viewers who liked it. At most 50 at once.")
    @GetMapping(path = "/v1/favours", produces = MediaType.APPLICATION_JSON_VALUE)
    public FavoursView favours(@RequestParam List<String> content) throws IOException {
        if (content.size() > MAX_CONTENTS) {
            throw new BadInput("At most " + MAX_CONTENTS + " contents can be asked for at once, not " + content.size());
        }
        List<ContentId> contents = content.stream().map(Input::content).toList();
        Optional<Tables> tables = newest.get();
        if (tables.isEmpty()) {
            return new FavoursView(null, List.of());
        }
        List<FavourView> favours = new ArrayList<>();
        for (ContentId id : contents) {
            for (List<String> row : tables.get().favour().rows(IdTable.encode(id.value()), 1)) {
                favours.add(favour(id, row));
            }
        }
        return new FavoursView(tables.get().day().toString(), favours);
    }

    private static FavourView favour(ContentId content, List<String> row) {
        long[] numbers = row.subList(1, row.size() - 1).stream()
                .mapToLong(Long::parseLong)
                .toArray();
        List<Long> reached = Arrays.stream(row.get(row.size() - 1).split(" "))
                .map(Long::valueOf)
                .toList();
        return new FavourView(
                content.value(),
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                reached);
    }

    @Operation(
            summary = "What the caller gave time to in the last four weeks",
            description = "Of the account of the token, and of nobody else.")
    @GetMapping(path = "/v1/taste", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TasteView> taste(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        AccountId account = who.require(request);
        Optional<Tables> tables = newest.get();
        Map<String, List<TimeView>> byKind = new HashMap<>();
        if (tables.isPresent()) {
            for (List<String> row : tables.get().taste().rows(IdTable.encode(account.value()), MAX_ROWS)) {
                IdTable.Row cells = new IdTable.Row(row);
                byKind.computeIfAbsent(row.get(1), any -> new ArrayList<>())
                        .add(new TimeView(cells.id(2), cells.number(3), cells.number(4)));
            }
        }
        List<TimeView> contents = byKind.getOrDefault("CONTENT", List.of());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TasteView(
                        tables.map(of -> of.day().toString()).orElse(null),
                        byKind.getOrDefault("CREATOR", List.of()),
                        topics(contents),
                        contents,
                        byKind.getOrDefault("HOUR", List.of())));
    }

    private List<TimeView> topics(List<TimeView> contents) {
        Map<ContentId, Clip> known = clips.findAll(
                contents.stream().map(time -> new ContentId(time.name())).toList());
        Map<String, Long> sums = new LinkedHashMap<>();
        for (TimeView time : contents) {
            Clip clip = known.get(new ContentId(time.name()));
            if (clip != null && !clip.topic().isEmpty()) {
                sums.merge(clip.topic(), time.watchMs(), Long::sum);
            }
        }
        long all = sums.values().stream().mapToLong(Long::longValue).sum();
        return sums.entrySet().stream()
                .map(topic -> new TimeView(topic.getKey(), topic.getValue(), Ppm.share(topic.getValue(), all)))
                .sorted(Comparator.comparingLong(TimeView::watchMs).reversed().thenComparing(TimeView::name))
                .toList();
    }
}
