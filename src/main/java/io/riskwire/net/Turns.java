package io.riskwire.net;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request at a time go to a host, the first to ask first, and keeps a gap from start to
 * start. Whoever waits for one host holds up nobody who wants another.
 */
final class Turns {
  private static final int MANY = 10_000;

  private final Duration gap;
  private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();

  Turns(Duration gap) {
    this.gap = gap;
  }

  /** Waits; the host is free again when the turn is closed. {@code atLeast} widens the gap. */
  Turn take(String host, Duration atLeast) throws InterruptedException {
    if (gap.isZero()) return () -> {};
    Queue queue =
        queues.compute(
            host,
            (name, known) -> {
              Queue own = known == null ? new Queue() : known;
              own.users++;
              return own;
            });
    try {
      queue.enter(atLeast.compareTo(gap) > 0 ? atLeast : gap);
    } catch (InterruptedException stopping) {
      leave(host);
      throw stopping;
    }
    return () -> {
      queue.oneAtATime.release();
      leave(host);
    };
  }

  private void leave(String host) {
    queues.computeIfPresent(
        host,
        (name, queue) -> {
          queue.users--;
          return queue;
        });
    if (queues.size() > MANY) queues.keySet().forEach(this::forget);
  }

  private void forget(String host) {
    queues.computeIfPresent(
        host, (name, queue) -> queue.users == 0 && queue.isOpen() ? null : queue);
  }

  /** A host that may be called until this is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Queue {
    private final Semaphore oneAtATime = new Semaphore(1, true);
    private int users; // changed only inside compute
    private volatile long next = System.nanoTime();

    void enter(Duration gap) throws InterruptedException {
      oneAtATime.acquire();
      try {
        for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
        next = System.nanoTime() + gap.toNanos();
      } catch (InterruptedException stopping) {
        oneAtATime.release();
        throw stopping;
      }
    }

    boolean isOpen() {
      return next - System.nanoTime() <= 0;
    }
  }
}
