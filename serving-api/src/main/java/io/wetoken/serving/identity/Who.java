package io.wetoken.serving.identity;

import io.wetoken.behaviour.AccountId;
import io.wetoken.serving.identity.Tokens.Token;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Whom a request speaks for: its {@code Authorization: Bearer} token, and nothing else. */
public final class Who {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    Who(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Empty without a token. @throws Unauthorized for one that is not to be believed */
    public Optional<AccountId> find(HttpServletRequest request) {
        return token(request).map(Token::account);
    }

    /** @throws Unauthorized without a valid token */
    public AccountId require(HttpServletRequest request) {
        return requireToken(request).account();
    }

    /** @throws Unauthorized without a valid token */
    public Token requireToken(HttpServletRequest request) {
        return token(request)
                .orElseThrow(() -> new Unauthorized(
                        "Nobody is signed in: send Authorization: Bearer and a token of /v1/accounts"));
    }

    private Optional<Token> token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthorized("Authorization must be Bearer and a token of /v1/accounts");
        }
        return Optional.of(tokens.read(header.substring(SCHEME.length()).strip()));
    }
}
