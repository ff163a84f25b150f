package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.riskwire.account.Accounts;
import io.riskwire.account.Limits;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything else: until there is an account, only set-up, its assets and health are
 * answered, and no page of another site may make a browser change anything here.
 */
@ApplicationScoped
class Gate {
  /** Above every kind of authentication. */
  private static final int FIRST = 2_000;

  private static final Set<HttpMethod> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** What can be reached without an account; so often by one address. */
  private static final List<String> PUBLIC =
      List.of(
          "/subscribe",
          "/confirm/",
          "/preferences/",
          "/unsubscribe/",
          "/feeds/",
          "/setup",
          "/login",
          "/j_security_check");

  private final Accounts accounts;
  private final Limits limits;
  private final @Nullable String publicHost;
  private volatile boolean isOpen;

  Gate(
      Accounts accounts,
      Limits limits,
      @ConfigProperty(name = "riskwire.public-url") Optional<URI> publicUrl) {
    this.accounts = accounts;
    this.limits = limits;
    this.publicHost = publicUrl.map(URI::getAuthority).orElse(null);
  }

  record Closed(Frame frame) implements TemplateInstance {}

  void register(@Observes Filters filters) {
    filters.register(this::guard, FIRST);
  }

  private void guard(RoutingContext context) {
    boolean isSigned = context.normalizedPath().startsWith("/unsubscribe/"); // mail programs post
    Duration wait = isPublic(context.normalizedPath()) ? visit(context.request()) : Duration.ZERO;
    if (!isSigned && isForeign(context.request())) refuse(context);
    else if (wait.isPositive()) putOff(context, wait);
    else if (isOpen || isAlwaysOpen(context.normalizedPath())) context.next();
    else ask(context);
  }

  private static boolean isPublic(String path) {
    return PUBLIC.stream().anyMatch(path::startsWith);
  }

  private Duration visit(HttpServerRequest visitor) {
    return limits.visit(String.valueOf(visitor.remoteAddress().hostAddress()));
  }

  private static void putOff(RoutingContext context, Duration wait) {
    context
        .response()
        .setStatusCode(429)
        .putHeader("Retry-After", String.valueOf(Math.ceilDiv(wait.toMillis(), 1000)))
        .putHeader("Content-Type", "text/plain;charset=UTF-8")
        .end("Too many requests came from your address. Please try again in a minute.\n");
  }

  /** The database is asked on a thread that may wait. */
  private void ask(RoutingContext context) {
    context
        .vertx()
        .executeBlocking(accounts::exist, false)
        .onComplete(
            asked -> {
              if (asked.failed()) context.fail(asked.cause());
              else if (asked.result()) open(context);
              else close(context);
            });
  }

  private void open(RoutingContext context) {
    isOpen = true;
    context.next();
  }

  private static boolean isAlwaysOpen(String path) {
    return path.equals("/setup")
        || path.startsWith("/assets/")
        || path.equals("/q/health")
        || path.startsWith("/q/health/");
  }

  /**
   * Whether a page of another site sent this. Browsers say where a request comes from; what says
   * nothing is no browser. {@code Sec-Fetch-Site}: W3C Fetch Metadata; {@code Origin}: RFC 6454.
   */
  private boolean isForeign(HttpServerRequest request) {
    if (HARMLESS.contains(request.method())) return false;
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) return !site.equals("same-origin") && !site.equals("none");
    String origin = request.getHeader("Origin");
    return origin != null && !isOurs(origin, String.valueOf(request.authority()));
  }

  private boolean isOurs(String origin, String host) {
    int scheme = origin.indexOf("://");
    String authority = scheme < 0 ? "" : origin.substring(scheme + 3);
    return authority.equalsIgnoreCase(host) || authority.equalsIgnoreCase(publicHost);
  }

  private static void refuse(RoutingContext context) {
    String detail = "This was sent by a page of another site, and nothing was done.";
    boolean isProgram = ErrorPages.isForPrograms(context.normalizedPath());
    context
        .response()
        .setStatusCode(403)
        .putHeader(
            "Content-Type", isProgram ? "application/problem+json" : "text/plain;charset=UTF-8")
        .end(
            isProgram
                ? "{\"status\":403,\"title\":\"Forbidden\",\"detail\":\"" + detail + "\"}\n"
                : detail + "\n");
  }

  private static void close(RoutingContext context) {
    boolean isProgram = ErrorPages.isForPrograms(context.normalizedPath());
    context
        .response()
        .setStatusCode(503)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", isProgram ? "application/problem+json" : Reply.HTML)
        .end(
            isProgram
                ? """
                {"status":503,"title":"Service Unavailable","detail":"Riskwire is not set up yet: open \
                the set-up link that it printed on the terminal."}
                """
                : new Closed(Frame.bare("Not set up yet")).render());
  }
}
