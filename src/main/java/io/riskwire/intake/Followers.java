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
 * on a virtual thread would give way to no request. A follower that fails is asked again, after a
 * while that grows to a minute.
 */
@ApplicationScoped
class Followers {
  private static final Logger LOG = Logger.getLogger(Followers.class.getName());
  private static final long LONGEST_WAIT = 60_000;

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
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    isStopping = true;
    wake();
    for (Thread thread : threads) thread.join(10_000);
  }

  /** Something was committed. */
  private void wake() {
    for (Semaphore bell : bells) if (bell.availablePermits() == 0) bell.release();
  }

  /** Another node's commits ring no bell here: look once a second. */
  private void run(Follower follower, Semaphore bell) {
    long wait = 1_000;
    while (!isStopping) {
      try {
        while (!isStopping && follow(follower)) bell.drainPermits();
        wait = 1_000;
      } catch (RuntimeException failure) {
        LOG.log(
            Level.WARNING, "follower " + follower.name() + " failed and is asked again", failure);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
      if (pause(bell, wait)) return;
    }
  }

  private boolean follow(Follower follower) {
    List<Change> changes = log.after(follower.position(), follower.most());
    if (changes.isEmpty()) return false;
    follower.follow(changes);
    return true;
  }

  private static boolean pause(Semaphore bell, long wait) {
    try {
      boolean rung = bell.tryAcquire(wait, TimeUnit.MILLISECONDS);
      if (rung) bell.drainPermits();
      return false;
    } catch (InterruptedException stopped) {
      return true;
    }
  }
}
