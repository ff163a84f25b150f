package io.riskwire.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.riskwire.account.Accounts;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls without credentials, or with wrong ones, in the form in which the API tells every
 * error; the service's own authentication, which comes after it, would answer without a word.
 */
@ApplicationScoped
class Gate {
  private static final int BEFORE_AUTHENTICATION = 1_000;
  private static final String SCHEME = "basic ";

  private final Accounts accounts;
  private final ObjectMapper json;

  Gate(Accounts accounts, ObjectMapper json) {
    this.accounts = accounts;
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, BEFORE_AUTHENTICATION);
  }

  private void admit(RoutingContext call) {
    if (!call.normalizedPath().startsWith("/api/")) {
      call.next();
      return;
    }
    String[] given = credentials(call.request().getHeader("Authorization"));
    if (given == null) refuse(call, "send a user name and a password (Basic authentication)");
    else if (accounts.isRemembered(given[0], given[1])) call.next();
    else check(call, given);
  }

  /** A password that was not seen before takes a while to check, and a look into the database. */
  private void check(RoutingContext call, String[] given) {
    call.vertx()
        .executeBlocking(() -> accounts.check(given[0], given[1]).isPresent(), false)
        .onSuccess(
            isRight -> {
              if (isRight) call.next();
              else refuse(call, "no such user, or not their password");
            })
        .onFailure(call::fail);
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

  private void refuse(RoutingContext call, String detail) {
    try {
      call.response()
          .setStatusCode(401)
          .putHeader("WWW-Authenticate", "Basic realm=\"Riskwire\"")
          .putHeader("Content-Type", "application/problem+json")
          .end(json.writeValueAsString(Problem.of(401, detail)));
    } catch (JsonProcessingException impossible) {
      call.fail(impossible);
    }
  }
}
