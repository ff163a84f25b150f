package io.riskwire.account;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Answers the service's question who is calling, for passwords and for log-in cookies. */
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
      String password = new String(request.getPassword().getPassword());
      return context.runBlocking(() -> identity(accounts.check(request.getUsername(), password)));
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
    return user.map(
            u ->
                (SecurityIdentity)
                    QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(u.name()))
                        .addRole(u.role().name().toLowerCase(Locale.ROOT))
                        .build())
        .orElseThrow(AuthenticationFailedException::new);
  }
}
