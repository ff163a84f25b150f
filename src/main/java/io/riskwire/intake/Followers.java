package io.riskwire.intake;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.log.Change;
import io.riskwire.log.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the change log past each follower's position and hands it what came, each on a thread of
 * its own, and of the operating system's: who follows a million changes computes for minutes, and
 * on a virtual thread would give way to no request. What comes alone is followed at once, what
 * comes one after the other in larger steps. A follower that fails is asked again, after a while
 * that grows to a minute.
 */
@ApplicationScoped
class Followers {
  private static final Logger LOG = Logger.getLogger(Followers.class.getName());
  private static final long LONGEST_WAIT = 60_000;

  /** Following one change costs nearly as much as following a hundred. */
  private static final long BETWEEN_STEPS = 200;

  private final ChangeLog log;
  private final List<Follower> all;
  private final List<Semaphore> bells = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isStopping;

  Followers(ChangeLog log, @All List<Follower> all) {
    this.log = log;
    this.all = all;
  }

  void start(@Observes StartupEvent event) {
    for (Follower follower : all) {
      var bell = new Semaphore(0);
      bells.add(bell);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("follower-" + follower.name())
              .start(() -> run(follower, bell)));
    }
    log.onCommit(this::wake);
    threads.add(Thread.ofVirtual().name("log").start(this::watch));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    isStopping = true;
    wake();
    threads.getLast().interrupt();
    for (Thread thread : threads) thread.join(10_000);
  }

  /** Something was committed. */
  private void wake() {
    for (Semaphore bell : bells) if (bell.availablePermits() == 0) bell.release();
  }

  /**
   * Another node's commits ring no bell here, nor does a follower that is to begin anew: looks once
   * a second, for all, whether one is behind.
   */
  private void watch() {
    try {
      while (!isStopping) {
        TimeUnit.SECONDS.sleep(1);
        if (isAnyBehind()) wake();
      }
    } catch (InterruptedException stopped) {
      // as by stop
    }
  }

  /** Where the log cannot be read, those who follow it find out why, and say so. */
  private boolean isAnyBehind() {
    try {
      long position = log.position();
      return all.stream().anyMatch(follower -> follower.position() < position);
    } catch (RuntimeException failure) {
      return true;
    }
  }

  private void run(Follower follower, Semaphore bell) {
    long wait = 1_000;
    while (!isStopping) {
      try {
        boolean isMore = follow(follower);
        wait = 1_000;
        if (isMore) continue;
        TimeUnit.MILLISECONDS.sleep(BETWEEN_STEPS);
        bell.acquire();
        bell.drainPermits();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException failure) {
        LOG.log(
            Level.WARNING, "follower " + follower.name() + " failed and is asked again", failure);
        wait = Math.min(wait * 2, LONGEST_WAIT);
        if (pause(bell, wait)) return;
      }
    }
  }

  /** One step; whether there may be more. */
  private boolean follow(Follower follower) {
    List<Change> changes = log.after(follower.position(), follower.most());
    if (!changes.isEmpty()) follower.follow(changes);
    return changes.size() == follower.most();
  }

  private static boolean pause(Semaphore bell, long wait) {
    try {
      if (bell.tryAcquire(wait, TimeUnit.MILLISECONDS)) bell.drainPermits();
      return false;
    } catch (InterruptedException stopped) {
      return true;
    }
  }
}
