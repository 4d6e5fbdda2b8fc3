package io.wetoken.settlement;

/** Is told of each point at which a run may be killed; tests kill there. */
public interface Probe {
    Probe NONE = point -> {};

    void at(String point);
}
