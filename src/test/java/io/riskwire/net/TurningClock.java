package io.riskwire.net;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is turned. */
final class TurningClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-08-12T12:00:00Z");

  void turn(Duration on) {
    now = now.plus(on);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
