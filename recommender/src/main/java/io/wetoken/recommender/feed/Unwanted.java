package io.wetoken.recommender.feed;

import java.util.Set;

/**
 * What a reader has said they do not want. It is their say: it holds on every page, also when nothing else is left, and no experiment is without it.
 *
 * @param contents that they reported or dismissed
 * @param muted creators
 * @param blocked accounts that they block or that block them
 */
public record Unwanted(Set<String> contents, Set<String> muted, Set<String> blocked) {
    public static final Unwanted NOTHING = new Unwanted(Set.of(), Set.of(), Set.of());

    public Unwanted {
        contents = Set.copyOf(contents);
        muted = Set.copyOf(muted);
        blocked = Set.copyOf(blocked);
    }
}
