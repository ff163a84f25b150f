package io.riskwire.account;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers the service's question who is calling, for passwords, tokens and log-in cookies: at once
 * where it is remembered, else on a thread that may wait for the database.
 */
final class Identities {
  private Identities() {}

  /** For Basic authentication and the log-in form. */
  @ApplicationScoped
  static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final Accounts accounts;

    ByPassword(Accounts accounts) {
      this.accounts = accounts;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
      return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
        UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
      String name = request.getUsername();
      String password = new String(request.getPassword().getPassword());
      Optional<User> remembered = accounts.remembered(name, password);
      if (remembered.isPresent()) return Uni.createFrom().item(identity(remembered));
      return context.runBlocking(() -> identity(accounts.check(name, password)));
    }
  }

  /** For tokens. */
  @ApplicationScoped
  static class ByToken implements IdentityProvider<TokenAuthenticationRequest> {
    private final Tokens tokens;

    ByToken(Tokens tokens) {
      this.tokens = tokens;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
      return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
        TokenAuthenticationRequest request, AuthenticationRequestContext context) {
      String secret = request.getToken().getToken();
      Optional<Bearer> remembered = tokens.remembered(secret);
      if (remembered.isPresent()) return Uni.createFrom().item(identity(remembered.get()));
      return context.runBlocking(
          () -> identity(tokens.check(secret).orElseThrow(AuthenticationFailedException::new)));
    }

    private static SecurityIdentity identity(Bearer bearer) {
      return Identities.identity(bearer.user())
          .addAttribute(Bearer.TOKEN, bearer.token().id())
          .build();
    }
  }

  /** For the cookie that the log-in form set, which only this service can have written. */
  @ApplicationScoped
  static class ByCookie implements IdentityProvider<TrustedAuthenticationRequest> {
    private final Accounts accounts;

    ByCookie(Accounts accounts) {
      this.accounts = accounts;
    }

    @Override
    public Class<TrustedAuthenticationRequest> getRequestType() {
      return TrustedAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
        TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
      return context.runBlocking(() -> identity(accounts.find(request.getPrincipal())));
    }
  }

  private static SecurityIdentity identity(Optional<User> user) {
    return user.map(u -> identity(u).build()).orElseThrow(AuthenticationFailedException::new);
  }

  private static QuarkusSecurityIdentity.Builder identity(User user) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(user.name()))
        .addRole(user.role().name().toLowerCase(Locale.ROOT));
  }
}
