package io.wetoken.serving;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.served.ServedKeys;
import io.wetoken.behaviour.served.ServedTokens;
import io.wetoken.behaviour.served.Serving;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Served-item tokens as the stream looks at them: with the files of the site's keys and the fields of the event. */
final class Served {
    private Served() {}

    static ServedTokens.Standing standing(BehaviourEvent event) {
        return reading(
                        event.getToken(),
                        new Serving(event.getActor(), event.getContent(), event.getRequest(), event.getPosition()))
                .standing();
    }

    static ServedTokens.Reading reading(String token, Serving claimed) {
        try {
            return new ServedTokens(ServedKeys.read(TestSite.secrets())).read(token, claimed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
