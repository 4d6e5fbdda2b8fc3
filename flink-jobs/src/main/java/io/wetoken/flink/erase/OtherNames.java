package io.wetoken.flink.erase;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.files.Erasure;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls a person by other names wherever rows name it. In its own events everything goes that somebody who knows it could know it again by: id, session, address,
 * what it wrote, the page that it was shown, and devices that it alone used. A device that others use as well stays, for it says which accounts are one person's,
 * and that is part of what days were paid by.
 */
final class OtherNames {
    /** What ids may be made of, so that a name is not found within a longer one. */
    private static final String ID_CHARACTER = "[\\p{L}\\p{N}_.:-]";

    private final Erasure erasure;
    private final String account;
    private final String pseudonym;
    private final Set<String> ownDevices;
    private final OtherLinks links;
    private final Map<String, String> texts = new TreeMap<>();

    /** @param ownDevices that nobody else ever used */
    OtherNames(Erasure erasure, Set<String> ownDevices, OtherLinks links) {
        this.erasure = erasure;
        this.account = erasure.account().value();
        this.pseudonym = erasure.pseudonym().value();
        this.ownDevices = Set.copyOf(ownDevices);
        this.links = links;
        texts.put(account, pseudonym);
        ownDevices.forEach(device -> texts.put(device, erasure.other("device", device)));
    }

    /** The same row where it does not name the person; otherwise another. */
    JudgedEvent of(JudgedEvent judged) throws IOException {
        BehaviourEvent event = judged.getEvent();
        boolean own = event.getActor().equals(account);
        String link = links.of(event.getLink());
        boolean named = own
                || account.equals(event.getOwner())
                || account.equals(event.getReferrer())
                || account.equals(event.getRoom())
                || (event.getLink() != null && !event.getLink().equals(link));
        if (!named) {
            return judged;
        }
        BehaviourEvent.Builder other = BehaviourEvent.newBuilder(event)
                .setActor(renamed(event.getActor()))
                .setOwner(renamed(event.getOwner()))
                .setReferrer(renamed(event.getReferrer()))
                .setRoom(renamed(event.getRoom()))
                .setLink(link);
        if (own) {
            other.setId(erasure.otherId(event.getId()))
                    .setSession(erasure.other("session", event.getSession()))
                    .setIpHash(other("address", event.getIpHash()))
                    .setRequest(other("request", event.getRequest()))
                    .setToken(null)
                    .setText(null);
            if (ownDevices.contains(event.getDevice())) {
                other.setDevice(erasure.other("device", event.getDevice()));
            }
        }
        return JudgedEvent.newBuilder(judged).setEvent(other.build()).build();
    }

    /** The same row where it is not of the person; otherwise another. */
    DuplicateEvent of(DuplicateEvent duplicate) {
        return duplicate.getActor().equals(account)
                ? DuplicateEvent.newBuilder(duplicate)
                        .setId(erasure.otherId(duplicate.getId()))
                        .setActor(pseudonym)
                        .build()
                : duplicate;
    }

    /** A sentence for people. */
    String in(String text) {
        String other = text;
        for (Map.Entry<String, String> name : texts.entrySet()) {
            other = Pattern.compile(
                            "(?<!" + ID_CHARACTER + ")" + Pattern.quote(name.getKey()) + "(?!" + ID_CHARACTER + ")")
                    .matcher(other)
                    .replaceAll(Matcher.quoteReplacement(name.getValue()));
        }
        return other;
    }

    /** An account. */
    UnaryOperator<String> accounts() {
        return this::renamed;
    }

    private String renamed(String name) {
        return account.equals(name) ? pseudonym : name;
    }

    private String other(String kind, String value) {
        return value == null ? null : erasure.other(kind, value);
    }
}
