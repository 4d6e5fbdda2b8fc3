package io.wetoken.serving.space;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.SpaceShares;
import io.wetoken.serving.clip.ClipView;
import io.wetoken.store.Spaces;
import io.wetoken.store.Spaces.Space;
import java.util.List;
import java.util.Optional;

/** A creator's space today; shares in millionths. */
public record SpaceView(
        String account,

        @Schema(description = "What the owner takes of what visitors share with the space")
        long ownerSharePpm,

        @Schema(description = "What those who spread its clips take of the owner's contribution reward")
        long disseminatorSharePpm,

        @Schema(description = "First epoch of these shares; null where the owner never set any", nullable = true)
        String from,

        @Schema(description = "What is set for later; null where nothing is", nullable = true)
        SharesView next,

        @Schema(description = "Newest first") List<ClipView> clips) {
    /** Shares and the first epoch for which they count. */
    public record SharesView(long ownerSharePpm, long disseminatorSharePpm, String from) {
        static SharesView of(Space space) {
            return new SharesView(
                    space.ownerSharePpm(),
                    space.disseminatorSharePpm(),
                    space.from().toString());
        }
    }

    static SpaceView of(AccountId owner, Spaces spaces, Epoch today, List<ClipView> clips) {
        Optional<Space> now = spaces.at(owner, today);
        return new SpaceView(
                owner.value(),
                now.map(Space::ownerSharePpm).orElse(SpaceShares.OWNER_PPM),
                now.map(Space::disseminatorSharePpm).orElse(SpaceShares.DISSEMINATOR_PPM),
                now.map(space -> space.from().toString()).orElse(null),
                spaces.next(owner, today).map(SharesView::of).orElse(null),
                clips);
    }
}
