package io.riskwire.net;

import io.riskwire.net.Fetched.ComeBack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request at a time go to a host, the first to ask first, and keeps a gap from start to
 * start, and a longer pause where the host asked for one. Whoever waits for one host holds up
 * nobody who wants another, and nobody waits for long: then they are told when to try again.
 */
final class Turns {
  private static final int MANY = 10_000;

  /** So many may stand in the line of one host, and for so long. */
  private static final int LONGEST_LINE = 50;

  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Duration gap;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, ComeBack> pauses = new ConcurrentHashMap<>();

  Turns(Duration gap, InstantSource clock) {
    this.gap = gap;
    this.clock = clock;
  }

  /**
   * Waits; the host is free again when the turn is closed. {@code atLeast} widens the gap. Throws
   * {@link NoAnswer} where the host is to be left alone, or its line is too long.
   */
  Turn take(String host, Duration atLeast) throws InterruptedException, NoAnswer {
    checkPause(host);
    if (gap.isZero()) return () -> {};
    Duration wanted = atLeast.compareTo(gap) > 0 ? atLeast : gap;
    Line line = join(host);
    boolean isTaken = false;
    try {
      isTaken = line.length <= LONGEST_LINE && line.enter(wanted);
      if (!isTaken) throw busy(wanted.multipliedBy(line.length));
      checkPause(host);
    } catch (InterruptedException | NoAnswer gone) {
      if (isTaken) line.oneAtATime.release();
      leave(host);
      throw gone;
    }
    return () -> {
      line.oneAtATime.release();
      leave(host);
    };
  }

  /** The host asks to be left alone: everybody leaves it alone. */
  void pause(String host, ComeBack until) {
    pauses.merge(host, until, (a, b) -> a.after().isAfter(b.after()) ? a : b);
    Instant now = clock.instant();
    if (pauses.size() > MANY) pauses.values().removeIf(pause -> !pause.after().isAfter(now));
  }

  private void checkPause(String host) throws NoAnswer {
    ComeBack pause = pauses.get(host);
    if (pause == null) return;
    if (pause.after().isAfter(clock.instant())) throw new NoAnswer(pause);
    pauses.remove(host, pause);
  }

  private NoAnswer busy(Duration line) {
    return new NoAnswer(new ComeBack(null, clock.instant().plus(line)));
  }

  private Line join(String host) {
    return lines.compute(
        host,
        (name, known) -> {
          Line own = known == null ? new Line() : known;
          own.length++;
          return own;
        });
  }

  private void leave(String host) {
    lines.computeIfPresent(
        host,
        (name, line) -> {
          line.length--;
          return line;
        });
    if (lines.size() > MANY) lines.keySet().forEach(this::forget);
  }

  private void forget(String host) {
    lines.computeIfPresent(host, (name, line) -> line.length == 0 && line.isOpen() ? null : line);
  }

  /** A host that may be called until this is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Line {
    private final Semaphore oneAtATime = new Semaphore(1, true);
    private volatile int length; // who waits and who has the turn; changed only inside compute
    private volatile long next = System.nanoTime();

    /** False where there was no turn in time. */
    boolean enter(Duration gap) throws InterruptedException {
      if (!oneAtATime.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) return false;
      try {
        for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
        next = System.nanoTime() + gap.toNanos();
        return true;
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
