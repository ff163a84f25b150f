package io.riskwire.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.riskwire.account.Accounts;
import io.riskwire.account.Bearer;
import io.riskwire.account.Limits;
import io.riskwire.account.Token;
import io.riskwire.account.Tokens;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before what programs call, the API and the tools for assistants: answers calls that do not
 * get in (wrong credentials, too many, too large) in the form in which the API tells every error;
 * the service's own authentication, which comes after it, would answer without a word.
 */
@ApplicationScoped
class Gate {
  private static final int BEFORE_AUTHENTICATION = 1_000;
  private static final String SCHEME = "basic ";

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** What is posted and stored nowhere. */
  private static final Set<String> ANSWERED_ONLY =
      Set.of(
          "/api/v1/analyze",
          "/api/v1/extract",
          "/api/v1/sources/preview",
          "/api/v1/subscriptions/preview",
          "/api/v1/watchlists/preview");

  /** How long we listen to a body that we do not want, so that its sender hears our answer. */
  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(10);

  /**
   * What tools are sent is read whole before it gets to them, where {@link Bodies} sees nothing.
   */
  private final BodyHandler held = BodyHandler.create(false).setBodyLimit(Bodies.LARGEST);

  private final Accounts accounts;
  private final Tokens tokens;
  private final Limits limits;
  private final ObjectMapper json;

  Gate(Accounts accounts, Tokens tokens, Limits limits, ObjectMapper json) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.limits = limits;
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, BEFORE_AUTHENTICATION);
  }

  private void admit(RoutingContext call) {
    if (!isForPrograms(call.normalizedPath())) {
      call.next();
      return;
    }
    String header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
    String secret = Bearer.secret(header);
    if (secret != null) admitToken(call, secret);
    else admitPassword(call, credentials(header));
  }

  private void admitPassword(RoutingContext call, String @Nullable [] given) {
    if (given == null)
      refuse(
          call,
          401,
          "send a user name and a password (Basic authentication) or a token (Bearer)",
          Duration.ZERO);
    else if (accounts.remembered(given[0], given[1]).isPresent()) enter(call, given[0]);
    else check(call, given);
  }

  private void admitToken(RoutingContext call, String secret) {
    Optional<Bearer> remembered = tokens.remembered(secret);
    if (remembered.isPresent()) enter(call, remembered.get());
    else check(call, secret);
  }

  static boolean isForPrograms(String path) {
    return path.startsWith("/api/") || isForTools(path);
  }

  private static boolean isForTools(String path) {
    return path.equals("/mcp") || path.startsWith("/mcp/");
  }

  /** A password that was not seen before takes a while to check, and a look into the database. */
  private void check(RoutingContext call, String[] given) {
    if (isTooMany(call)) return;
    call.vertx()
        .executeBlocking(() -> accounts.check(given[0], given[1]).isPresent(), false)
        .onSuccess(
            isRight -> {
              if (isRight) enter(call, given[0]);
              else refuse(call, 401, "no such user, or not their password", Duration.ZERO);
            })
        .onFailure(call::fail);
  }

  private void check(RoutingContext call, String secret) {
    if (!tokens.isFamiliar(secret) && isTooMany(call)) return;
    call.vertx()
        .executeBlocking(() -> tokens.check(secret), false)
        .onSuccess(
            bearer -> {
              if (bearer.isPresent()) enter(call, bearer.get());
              else refuse(call, 401, "no such token; it may have expired", Duration.ZERO);
            })
        .onFailure(call::fail);
  }

  private boolean isTooMany(RoutingContext call) {
    Duration wait = limits.visit(String.valueOf(call.request().remoteAddress().hostAddress()));
    if (wait.isPositive()) refuse(call, 429, "too many attempts from your address", wait);
    return wait.isPositive();
  }

  private void enter(RoutingContext call, Bearer bearer) {
    if (bearer.token().scope() == Token.Scope.READ && !isReading(call))
      refuse(call, 403, "this token is for reading only", Duration.ZERO);
    else enter(call, bearer.user().name());
  }

  /** Tools change nothing, however they are called. */
  private static boolean isReading(RoutingContext call) {
    String path = call.normalizedPath();
    return READING.contains(call.request().method())
        || isForTools(path)
        || ANSWERED_ONLY.contains(path);
  }

  private void enter(RoutingContext call, String user) {
    Duration wait = limits.call(user);
    if (wait.isPositive()) refuse(call, 429, "more calls than an account may make", wait);
    else if (length(call) > Bodies.LARGEST && !BodySize.isStreamed(call)) dropBody(call);
    else if (isForTools(call.normalizedPath())) held.handle(call);
    else call.next();
  }

  static long length(RoutingContext call) {
    String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length); // the server has checked that it is one
  }

  private static String @Nullable [] credentials(@Nullable String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) return null;
    try {
      byte[] plain = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      String[] parts = new String(plain, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? parts : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** Reads on for a while, so that the sender does not find the connection broken. */
  private void dropBody(RoutingContext call) {
    if (call.request().version() != HttpVersion.HTTP_2) // where it is no header at all
    call.response().putHeader(HttpHeaders.CONNECTION, "close");
    long end = call.vertx().setTimer(PATIENCE, timer -> call.request().connection().close());
    call.request()
        .handler(ignored -> {})
        .endHandler(
            read -> {
              call.vertx().cancelTimer(end);
              refuse(call, 413, Bodies.TOO_LARGE, Duration.ZERO);
            })
        .resume();
  }

  private void refuse(RoutingContext call, int status, String detail, Duration wait) {
    HttpServerResponse response = call.response().setStatusCode(status);
    if (status == 401)
      for (String scheme : List.of("Basic", "Bearer"))
        response.headers().add("WWW-Authenticate", scheme + " realm=\"Riskwire\"");
    if (wait.isPositive())
      response.putHeader("Retry-After", String.valueOf(Math.ceilDiv(wait.toMillis(), 1000)));
    try {
      response
          .putHeader("Content-Type", "application/problem+json")
          .end(json.writeValueAsString(Problem.of(status, detail)));
    } catch (JsonProcessingException impossible) {
      call.fail(impossible);
    }
  }
}
