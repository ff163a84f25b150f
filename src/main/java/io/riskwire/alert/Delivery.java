package io.riskwire.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to send a message. */
sealed interface Delivery {

  /** The receiver has it. */
  record Done(String answer) implements Delivery {}

  /**
   * Not now; {@code after}: the receiver says when; {@code isReceiverDown}: it would be the same
   * with any other message to it.
   */
  record Later(String problem, @Nullable Instant after, boolean isReceiverDown)
      implements Delivery {}

  /** Never; {@code isAddressBad}: nor would be any other message to that address. */
  record Refused(String problem, boolean isAddressBad) implements Delivery {}
}
