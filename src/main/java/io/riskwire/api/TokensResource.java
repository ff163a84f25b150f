package io.riskwire.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.account.Accounts;
import io.riskwire.account.Bearer;
import io.riskwire.account.Token;
import io.riskwire.account.Token.Made;
import io.riskwire.account.Token.Scope;
import io.riskwire.account.Tokens;
import io.riskwire.account.User;
import io.riskwire.base.Invalid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/tokens")
@Tag(
    name = "Tokens",
    description = "By which programs call under an account, without its password.")
@RunOnVirtualThread
class TokensResource {
  private final Tokens tokens;
  private final Accounts accounts;
  private final SecurityIdentity caller;

  TokensResource(Tokens tokens, Accounts accounts, SecurityIdentity caller) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.caller = caller;
  }

  /** {@code expires}: a time, or a date, which means its first moment; without it, never. */
  record Given(@Nullable String name, @Nullable String scope, @Nullable String expires) {}

  /** {@code token}: the secret, in the answer to the call that made it and never again. */
  record Shape(
      String id,
      String name,
      String scope,
      Instant created,
      @Nullable Instant expires,
      @Nullable Instant lastUsed,
      @Nullable String token) {}

  private static Shape shape(Token token, @Nullable String secret) {
    return new Shape(
        String.valueOf(token.id()),
        token.name(),
        token.scope().label(),
        token.created(),
        token.expires(),
        token.lastUsed(),
        secret);
  }

  @GET
  @Operation(summary = "The caller's tokens, the oldest first; never their secrets")
  public Listed<Shape> list() {
    return Listed.whole(tokens.list(user()).stream().map(t -> shape(t, null)).toList());
  }

  @POST
  @Operation(
      summary = "Make a token, with the password; its secret is told once",
      description = "scope: read (the default) or full; expires: a date or a time, else never.")
  public Response make(@Nullable Given given) {
    if (caller.getAttribute(Bearer.TOKEN) != null)
      throw new ForbiddenException("a token makes no others; call with your password");
    if (given == null) throw new Invalid("body", "missing");
    Scope scope = given.scope == null ? Scope.READ : Scope.of(given.scope);
    Made made =
        tokens.make(
            user(),
            Asked.required("name", given.name),
            scope,
            Asked.instant("expires", given.expires));
    return Response.status(201)
        .entity(shape(made.token(), made.secret()))
        .header("Cache-Control", "no-store")
        .build();
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke a token: it is refused from now on")
  public Response revoke(@RestPath String id) {
    if (!tokens.revoke(user(), Asked.id("token", id))) throw Problem.unknown("token", id);
    return Response.noContent().build();
  }

  private User user() {
    return accounts.find(caller.getPrincipal().getName()).orElseThrow(ForbiddenException::new);
  }
}
