package io.wetoken.spark.core;

import java.io.Serializable;

/** A creator over the trailing 28 days and over the trailing 180. */
public record CreatorFigures(Figures recent, Figures all) implements Serializable {
    public static final CreatorFigures NONE = new CreatorFigures(Figures.NONE, Figures.NONE);

    public CreatorFigures plus(CreatorFigures other) {
        return new CreatorFigures(recent.plus(other.recent), all.plus(other.all));
    }
}
