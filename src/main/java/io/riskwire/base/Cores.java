package io.riskwire.base;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets no more threads compute at a time than there are cores. Virtual threads take turns only
 * where they wait: behind a hundred that read texts, one that holds a connection of the database
 * and wakes up would come last.
 */
public final class Cores {
  private static final Semaphore FREE =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  private Cores() {}

  /** Does work that only computes: it must wait neither for others nor for a disk or a network. */
  public static <T> T compute(Supplier<T> work) {
    FREE.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      FREE.release();
    }
  }
}
