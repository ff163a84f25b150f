package io.riskwire.risk;

import io.riskwire.event.Status;
import java.time.Duration;
import java.time.Instant;

/** How a status moves when another report comes: {@code docs/scoring.md}, "Status". */
final class Progress {
  /** A lifted ban that is reported in force this much later was imposed again. */
  private static final Duration AGAIN = Duration.ofDays(2);

  private Progress() {}

  /**
   * The status after a report that says {@code told} and was published at {@code at}, when it has
   * been {@code now} since {@code since}. A happening moves on, never back: an older or weaker
   * report changes nothing; only a denial answers a rumour, and only a reversal ends what was done.
   */
  static Status next(Status now, Instant since, Status told, Instant at) {
    if (told == now) return now;
    if (now == Status.REVERSED)
      return isDone(told) && at.isAfter(since.plus(AGAIN)) ? told : Status.REVERSED;
    return switch (told) {
      case REVERSED -> at.isBefore(since) ? now : Status.REVERSED;
      case DENIED -> isDone(now) || at.isBefore(since) ? now : Status.DENIED;
      case PROPOSED -> now;
      case REPORTED -> now == Status.PROPOSED ? told : now;
      case ANNOUNCED -> now == Status.IN_FORCE ? now : told;
      case IN_FORCE -> told;
    };
  }

  private static boolean isDone(Status status) {
    return status == Status.ANNOUNCED || status == Status.IN_FORCE;
  }
}
