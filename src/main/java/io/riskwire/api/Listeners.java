package io.riskwire.api;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who listens to the stream: so many at a time, each on a thread of its own, until we end. */
@ApplicationScoped
class Listeners {
  private static final int MOST = 100;
  private static final int MOST_OF_ONE = 10;
  private static final Duration TO_LEAVE = Duration.ofSeconds(2);

  private final Map<String, Integer> seats = new HashMap<>();
  private boolean isStopping;

  /** A place among the listeners, to be left by closing it. */
  interface Seat extends AutoCloseable {
    @Override
    void close();
  }

  /** Refuses with 429 or 503 whoever would find no place now. */
  synchronized void check(String caller) {
    if (seats.getOrDefault(caller, 0) >= MOST_OF_ONE)
      throw refused(429, "you have " + MOST_OF_ONE + " streams open already");
    if (taken() >= MOST) throw refused(503, "as many listen to the stream as can be served");
  }

  private static WebApplicationException refused(int status, String detail) {
    return new WebApplicationException(
        detail, Response.status(status).header("Retry-After", 30).build());
  }

  /** Takes a place; null when there is none. */
  synchronized @Nullable Seat take(String caller) {
    if (isStopping || taken() >= MOST || seats.getOrDefault(caller, 0) >= MOST_OF_ONE) return null;
    seats.merge(caller, 1, Integer::sum);
    return () -> leave(caller);
  }

  private synchronized void leave(String caller) {
    seats.computeIfPresent(caller, (k, open) -> open == 1 ? null : open - 1);
    notifyAll();
  }

  private int taken() {
    return seats.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Waits a while; says whether to go on listening. */
  synchronized boolean pause(Duration wait) {
    try {
      if (!isStopping) wait(wait.toMillis());
      return !isStopping;
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  /** Lets all end their answers; whoever does not read theirs is not waited for long. */
  synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
    isStopping = true;
    notifyAll();
    long end = System.nanoTime() + TO_LEAVE.toNanos();
    while (!seats.isEmpty() && System.nanoTime() < end) wait(50);
  }
}
