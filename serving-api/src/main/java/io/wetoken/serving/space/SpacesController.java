package io.wetoken.serving.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Ppm;
import io.wetoken.serving.clip.ClipView;
import io.wetoken.serving.clip.ClipViews;
import io.wetoken.serving.core.BadInput;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.core.Refused;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Spaces.Space;
import io.wetoken.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Creators' spaces. Everybody sees them; their owners set the shares, which count from the next epoch on. */
@RestController
@RequestMapping(path = "/v1/spaces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Spaces")
public class SpacesController {
    private static final int USUAL = 30;

    private final Store store;
    private final ClipViews views;
    private final Who who;
    private final InstantSource clock;

    SpacesController(Store store, ClipViews views, Who who, InstantSource clock) {
        this.store = store;
        this.views = views;
        this.who = who;
        this.clock = clock;
    }

    /** What an owner sets; both are needed. */
    public record Shares(
            @Schema(type = "integer", minimum = "0", maximum = "1000000")
            BigDecimal ownerSharePpm,

            @Schema(type = "integer", minimum = "0", maximum = "1000000")
            BigDecimal disseminatorSharePpm) {}

    @Operation(
            summary = "A creator's space: its shares today and next, and its newest clips",
            description =
                    "Every account has one, also who never made anything. There are no clips for a caller who blocks its owner or is blocked by them.")
    @GetMapping("/{account}")
    public SpaceView space(
            @PathVariable String account,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "30"))
                    @RequestParam
                    Optional<String> limit,
            @Parameter(hidden = true) HttpServletRequest request) {
        return view(Input.account(account), Input.limit(limit, USUAL), request);
    }

    @Operation(
            summary = "Sets the shares of one's own space",
            description =
                    "In millionths. They count from the next UTC day on, and until it begins they can be replaced. 403 for another's space.")
    @PutMapping("/{account}")
    public SpaceView set(
            @PathVariable String account,
            @RequestBody Shares shares,
            @Parameter(hidden = true) HttpServletRequest request) {
        AccountId owner = Input.account(account);
        if (!who.require(request).equals(owner)) {
            throw new Refused("Only its owner sets the shares of a space, and this token speaks for another account");
        }
        Epoch today = today();
        store.spaces()
                .set(
                        new Space(
                                owner,
                                ppm("ownerSharePpm", shares.ownerSharePpm()),
                                ppm("disseminatorSharePpm", shares.disseminatorSharePpm()),
                                today.plusDays(1)),
                        today);
        return view(owner, USUAL, request);
    }

    private SpaceView view(AccountId owner, int limit, HttpServletRequest request) {
        Optional<AccountId> caller = who.find(request);
        Optional<Profile> viewer = caller.flatMap(store.profiles()::find);
        boolean apart = caller.map(store.hidden()::of)
                .filter(hidden -> hidden.apart(owner))
                .isPresent();
        List<Clip> clips = apart ? List.of() : store.clips().of(owner, limit);
        Map<ContentId, ClipView> seen = views.of(clips, viewer);
        return SpaceView.of(
                owner,
                store.spaces(),
                today(),
                clips.stream()
                        .map(clip -> seen.get(clip.content()))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private Epoch today() {
        return Epoch.of(clock.millis());
    }

    private static long ppm(String name, BigDecimal value) {
        if (value == null || value.signum() < 0 || value.compareTo(BigDecimal.valueOf(Ppm.ONE)) > 0) {
            throw wrong(name, value);
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(name, value);
        }
    }

    private static BadInput wrong(String name, BigDecimal value) {
        return new BadInput(name + " must be a whole number of millionths from 0 to " + Ppm.ONE + ", is "
                + Input.shown(String.valueOf(value)));
    }
}
