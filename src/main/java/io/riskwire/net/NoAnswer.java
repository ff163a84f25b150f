package io.riskwire.net;

import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import org.jspecify.annotations.Nullable;

/** A request that ends early, with what the caller is told; never leaves this package. */
final class NoAnswer extends Exception {
  private final Fetched outcome;

  NoAnswer(Failed failed, @Nullable Throwable cause) {
    super(failed.reason(), cause);
    this.outcome = failed;
  }

  NoAnswer(Kind kind, String reason) {
    this(new Failed(null, kind, reason), null);
  }

  NoAnswer(Fetched outcome) {
    super(outcome.toString());
    this.outcome = outcome;
  }

  Fetched outcome() {
    return outcome;
  }
}
