package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.account.Accounts;
import io.riskwire.account.Token;
import io.riskwire.account.Token.Scope;
import io.riskwire.account.Tokens;
import io.riskwire.account.User;
import io.riskwire.base.Invalid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The visitor's own account: the tokens of their programs, and the addresses that are theirs. */
@Path("/account")
@RunOnVirtualThread
class AccountPage {
  private final Visitor visitor;
  private final Accounts accounts;
  private final Tokens tokens;
  private final InstantSource clock;
  private final URI home;

  AccountPage(
      Visitor visitor,
      Accounts accounts,
      Tokens tokens,
      InstantSource clock,
      @ConfigProperty(name = "riskwire.public-url") Optional<URI> home) {
    this.visitor = visitor;
    this.accounts = accounts;
    this.tokens = tokens;
    this.clock = clock;
    this.home = home.orElse(URI.create("http://localhost:8080"));
  }

  record Row(
      long id,
      String name,
      String scope,
      When created,
      @Nullable When expires,
      boolean isExpired,
      @Nullable When lastUsed) {}

  /** What the form for a token says. */
  record Form(String name, String scope, String until) {
    static final Form EMPTY = new Form("", Scope.READ.label(), "");
  }

  record View(
      Frame frame,
      String name,
      String role,
      @Nullable String email,
      List<Row> tokens,
      @Nullable String secret,
      String api,
      Form form,
      @Nullable Mistake mistake)
      implements TemplateInstance {}

  @GET
  public TemplateInstance show() {
    return view(null, Form.EMPTY, null);
  }

  private View view(@Nullable String secret, Form form, @Nullable Mistake mistake) {
    User user = visitor.user();
    Instant now = clock.instant();
    return new View(
        visitor.frame("Your account", "account"),
        user.name(),
        Label.of(user.role().name().toLowerCase(Locale.ROOT)).words(),
        user.email(),
        tokens.list(user).stream().map(t -> row(t, now)).toList(),
        secret,
        home.resolve("/api/v1/incidents").toString(),
        form,
        mistake);
  }

  private static Row row(Token token, Instant now) {
    return new Row(
        token.id(),
        token.name(),
        token.scope() == Scope.READ ? "reading only" : "all that you may do",
        When.of(token.created(), now),
        When.orNull(token.expires(), now),
        token.isExpired(now),
        When.orNull(token.lastUsed(), now));
  }

  /** Shows the secret in the answer itself, since it is known only now. */
  @POST
  @Path("tokens")
  public Response make(
      @FormParam("name") @Nullable String name,
      @FormParam("scope") @Nullable String scope,
      @FormParam("until") @Nullable String until) {
    var form = new Form(Given.text(name), Given.text(scope), Given.text(until));
    try {
      Instant expires = Given.dayAfter("expires", form.until);
      var made = tokens.make(visitor.user(), form.name, Scope.of(form.scope), expires);
      return Response.ok(view(made.secret(), Form.EMPTY, null), Reply.HTML)
          .header("Cache-Control", "no-store")
          .build();
    } catch (Invalid invalid) {
      return Reply.mistaken(view(null, form, Mistake.of(invalid, "")));
    }
  }

  @POST
  @Path("tokens/{id}/revoke")
  public Response revoke(@RestPath String id) {
    if (!tokens.revoke(visitor.user(), Given.id("token", id))) throw Given.unknown("token", id);
    return Reply.goTo("/account");
  }

  @POST
  @Path("calendars")
  public Response renewCalendars() {
    accounts.renewCalendars(visitor.user());
    return Reply.goTo("/account");
  }
}
