package io.riskwire.vendor;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The names that the program brings along. */
final class Bundled {
  private Bundled() {}

  @Produces
  @Singleton
  static Names names() {
    return Names.load();
  }
}
