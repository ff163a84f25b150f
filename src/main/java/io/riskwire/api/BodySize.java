package io.riskwire.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a call may send: {@code quarkus.http.limits.max-body-size} is what a file of past
 * articles may have, which is read line by line; everything else is held in memory. To programs it
 * is {@link Gate} and {@link Bodies} that say so.
 */
@ApplicationScoped
class BodySize {
  /** Past Quarkus' own limit, before the body is read. */
  private static final int AFTER_THE_SERVERS = 1;

  private static final Set<String> STREAMED = Set.of("/articles/import");
  private static final String LINES = "application/x-ndjson";

  private final ObjectMapper json;

  BodySize(ObjectMapper json) {
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, AFTER_THE_SERVERS);
  }

  private void admit(RoutingContext call) {
    if (isStreamed(call) || Gate.isForPrograms(call.normalizedPath())) call.next();
    else if (Gate.length(call) > Bodies.LARGEST) refuse(call);
    else {
      call.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Bodies.LARGEST);
      call.next();
    }
  }

  /** A file of past articles, which is read line by line. */
  static boolean isStreamed(RoutingContext call) {
    String type = call.request().getHeader("Content-Type");
    return STREAMED.contains(call.normalizedPath())
        || (call.normalizedPath().equals("/api/v1/articles") && isLines(type));
  }

  static boolean isLines(@Nullable String type) {
    return type != null && type.startsWith(LINES);
  }

  private void refuse(RoutingContext call) {
    try {
      call.response()
          .setStatusCode(413)
          .putHeader("Connection", "close")
          .putHeader("Content-Type", "application/problem+json")
          .end(json.writeValueAsString(Problem.of(413, Bodies.TOO_LARGE)));
    } catch (JsonProcessingException impossible) {
      call.fail(impossible);
    }
  }
}
