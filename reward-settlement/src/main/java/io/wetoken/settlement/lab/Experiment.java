package io.wetoken.settlement.lab;

/** One question to the rule. The same seed gives the same report. */
public interface Experiment {
    /** Lower-case letters. */
    String name();

    /** What is asked, in one sentence. */
    String question();

    Report run(Lab lab);
}
