package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolveOwnerTest {
    private final Catalogue catalogue = new Catalogue();
    private Harness owners;

    @BeforeEach
    void open() throws Exception {
        owners = Harness.of(new ResolveOwner(catalogue), ResolveOwner::key);
    }

    @AfterEach
    void close() {
        owners.close();
        assertThat(catalogue.open).as("what was opened is closed").isZero();
    }

    @Test
    void theCataloguesAnswerWinsOverTheEventsClaim() throws Exception {
        catalogue.owners.put("video", "carla");
        assertThat(owner(aPlay().about("video").of("mallory"))).isEqualTo("carla");
        assertThat(owner(aPlay().about("video"))).isEqualTo("carla");
        assertThat(catalogue.asked).as("once is enough").containsExactly("video");
    }

    @Test
    void whatNobodyKnowsIsTheEventsOwnWord() throws Exception {
        assertThat(owner(aPlay().about("video").of("carla"))).isEqualTo("carla");
        assertThat(owner(aPlay().about("video"))).isNull();
        assertThat(catalogue.asked).containsExactly("video");
    }

    @Test
    void theFirstToReleaseAContentOwnsItWhateverLaterOnesSay() throws Exception {
        assertThat(owner(a(EventKind.RELEASE).by("carla").about("video"))).isEqualTo("carla");
        assertThat(owner(a(EventKind.RELEASE).by("mallory").about("video").of("mallory")))
                .isEqualTo("carla");
        assertThat(owner(aPlay().about("video").of("mallory"))).isEqualTo("carla");
        assertThat(owner(aPlay().about("other").of("dan"))).isEqualTo("dan");
    }

    @Test
    void nobodyReleasesWhatTheCatalogueGivesToAnother() throws Exception {
        catalogue.owners.put("video", "carla");
        assertThat(owner(a(EventKind.RELEASE).by("mallory").about("video"))).isEqualTo("carla");
    }

    @Test
    void aReleaseAfterTheFirstPlaysOwnsFromThenOn() throws Exception {
        assertThat(owner(aPlay().about("video").of("dan"))).isEqualTo("dan");
        assertThat(owner(a(EventKind.RELEASE).by("carla").about("video"))).isEqualTo("carla");
        assertThat(owner(aPlay().about("video").of("dan"))).isEqualTo("carla");
    }

    @Test
    void aRoomBelongsToWhoeverFirstStartsItLive() throws Exception {
        assertThat(owner(a(EventKind.LIVE_PLAY).inRoom("room").of("dan"))).isEqualTo("dan");
        assertThat(owner(a(EventKind.LIVE_START).by("carla").inRoom("room"))).isEqualTo("carla");
        assertThat(owner(a(EventKind.LIVE_START).by("mallory").inRoom("room"))).isEqualTo("carla");
        assertThat(owner(a(EventKind.LIVE_PLAY).inRoom("room"))).isEqualTo("carla");
        assertThat(catalogue.asked).as("the catalogue has no rooms").isEmpty();
    }

    @Test
    void whatIsAboutNeitherIsLeftAlone() throws Exception {
        assertThat(owner(a(EventKind.FOLLOW).of("carla"))).isEqualTo("carla");
        assertThat(owner(a(EventKind.HEARTBEAT))).isNull();
        assertThat(owners.states()).isZero();
    }

    @Test
    void contentsRoomsAndActorsOfOneNameDoNotMeet() throws Exception {
        assertThat(owner(a(EventKind.RELEASE).by("carla").about("x"))).isEqualTo("carla");
        assertThat(owner(a(EventKind.LIVE_PLAY).inRoom("x"))).isNull();
        assertThat(ResolveOwner.key(a(EventKind.OPEN).by("x").candidate())).isEqualTo("actor/x");
    }

    @Test
    void aContentNobodyTouchedForAMonthIsAskedForAgain() throws Exception {
        owners.wallClock(NOON);
        owner(aPlay().about("video"));
        owners.wallClock(NOON + 29 * DAY);
        owner(aPlay().about("video"));
        owners.wallClock(NOON + 58 * DAY);
        assertThat(owner(aPlay().about("video"))).isNull();
        assertThat(catalogue.asked).as("it was touched all the time").hasSize(1);

        catalogue.owners.put("video", "carla");
        owners.wallClock(NOON + 89 * DAY);
        assertThat(owner(aPlay().about("video"))).isEqualTo("carla");
        assertThat(catalogue.asked).hasSize(2);
    }

    @Test
    void whatWasAskedBeforeIsNotAskedForAgain() throws Exception {
        assertThat(owner(aPlay().about("video").candidate().answered("carla"))).isEqualTo("carla");
        assertThat(owner(aPlay().about("other").of("dan").candidate().answered(Candidate.UNKNOWN)))
                .isEqualTo("dan");
        assertThat(catalogue.asked).isEmpty();
    }

    @Test
    void anAnswerThatComesLaterChangesNothing() throws Exception {
        assertThat(owner(a(EventKind.RELEASE).by("carla").about("video"))).isEqualTo("carla");
        assertThat(owner(aPlay().about("video").candidate().answered("mallory")))
                .isEqualTo("carla");
    }

    private String owner(AnEvent event) throws Exception {
        return owner(event.candidate());
    }

    private String owner(Candidate event) throws Exception {
        List<Candidate> out = owners.process(event);
        assertThat(out).hasSize(1);
        return out.get(0).event().getOwner();
    }
}
