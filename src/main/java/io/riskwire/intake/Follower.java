package io.riskwire.intake;

import io.riskwire.log.Change;
import java.util.List;

/** Somebody who brings something up to date with the change log; what is repeated is harmless. */
interface Follower {
  String name();

  /** How far it has come, as it was stored together with what it made of it. */
  long position();

  /** How many changes it takes at once, at most. */
  default int most() {
    return 500;
  }

  /** Takes the changes past its position, at least one, in order. */
  void follow(List<Change> changes);
}
