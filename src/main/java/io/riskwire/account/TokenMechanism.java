package io.riskwire.account;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Lets programs in that show a token. Pages do not take one: what a form does there is not divided
 * into reading and the rest.
 */
@ApplicationScoped
class TokenMechanism implements HttpAuthenticationMechanism {
  private static final String SCHEME = "bearer";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext call, IdentityProviderManager identities) {
    String secret = Bearer.secret(call.request().getHeader("Authorization"));
    if (secret == null || !isForPrograms(call.normalizedPath())) return Uni.createFrom().nullItem();
    return identities.authenticate(
        new TokenAuthenticationRequest(new TokenCredential(secret, SCHEME)));
  }

  private static boolean isForPrograms(String path) {
    return path.startsWith("/api/")
        || path.startsWith("/q/")
        || path.equals("/mcp")
        || path.startsWith("/mcp/");
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext call) {
    return Uni.createFrom()
        .item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"Riskwire\""));
  }

  /** The last of all, so that who opens a page without a log-in is led to it by the form. */
  @Override
  public int getPriority() {
    return 1;
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(TokenAuthenticationRequest.class);
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext call) {
    return Uni.createFrom()
        .item(
            new HttpCredentialTransport(
                HttpCredentialTransport.Type.AUTHORIZATION, SCHEME, SCHEME));
  }
}
