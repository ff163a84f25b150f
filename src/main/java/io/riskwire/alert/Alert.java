package io.riskwire.alert;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message to a subscriber: about what, which changes it tells, and how its sending went. One that
 * asks whether somebody wants to subscribe is about nothing.
 */
public record Alert(
    long id,
    long subscription,
    @Nullable About about,
    List<String> changes,
    String subject,
    State state,
    List<Attempt> attempts,
    @Nullable Instant next,
    Instant created) {
  public Alert {
    changes = List.copyOf(changes);
    attempts = List.copyOf(attempts);
  }

  /** What it is about: {@code kind} {@code incident}, {@code case} or {@code article}. */
  public record About(String kind, long id) {}

  /** One attempt to send it: the {@code problem}, or what the receiver answered. */
  public record Attempt(Instant at, @Nullable String problem, @Nullable String answer) {}

  /** Why it is sent. */
  public enum Purpose {
    NEWS,
    CONFIRM,
    TEST
  }

  /** Whether it has been sent. */
  public enum State {
    WAITING,
    SENT,
    FAILED,
    SET_ASIDE;

    /** As the world spells it: {@code set-aside}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
