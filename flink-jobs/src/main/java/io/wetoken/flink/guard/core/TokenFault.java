package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.Set;

/** A served-item token that by itself, whatever went before, does not prove what it should. */
final class TokenFault implements GuardRule<TokenFault.Nothing> {
    private static final int VERSION = 1;

    private final String code;
    private final String meaning;
    private final Set<Token.Standing> faults;

    TokenFault(String code, String meaning, Token.Standing... faults) {
        this.code = code;
        this.meaning = meaning;
        this.faults = Set.of(faults);
    }

    /** It remembers nothing. */
    enum Nothing {
        NOTHING
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public boolean concerns(Act act) {
        return act.token().standing() != Token.Standing.NONE;
    }

    @Override
    public Nothing zero() {
        return Nothing.NOTHING;
    }

    @Override
    public Finding<Nothing> judge(Nothing state, Act act) {
        return new Finding<>(state, faults.contains(act.token().standing()));
    }

    @Override
    public byte[] encode(Nothing state) {
        return new ByteWriter().number(VERSION).bytes();
    }

    @Override
    public Nothing decode(byte[] bytes) {
        ByteReader in = new ByteReader(code, bytes);
        in.version(VERSION);
        in.end();
        return Nothing.NOTHING;
    }
}
