package io.riskwire.log;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The time that the service goes by. */
final class Clock {
  private Clock() {}

  @Produces
  @Singleton
  static InstantSource system() {
    return InstantSource.system();
  }
}
