package io.riskwire.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.db.Database;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Notes in the change log that announced dates come near, and that they have come. */
@ApplicationScoped
class Dates {
  private static final Logger LOG = Logger.getLogger(Dates.class.getName());
  private static final long BETWEEN = TimeUnit.MINUTES.toMillis(10);

  private final Database database;
  private final ChangeLog log;
  private final Incidents incidents;
  private final Duration near;
  private final CountDownLatch end = new CountDownLatch(1);

  Dates(
      Database database,
      ChangeLog log,
      Incidents incidents,
      @ConfigProperty(name = "riskwire.alert.near", defaultValue = "7d") Duration near) {
    this.database = database;
    this.log = log;
    this.incidents = incidents;
    this.near = near;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("dates").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    end.countDown();
  }

  private void run() {
    try {
      do note();
      while (!end.await(BETWEEN, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      // as by stop
    }
  }

  private void note() {
    try {
      database.writeDurably(
          h -> {
            ChangeLog.Notes notes = log.lock(h);
            incidents.noteDates(h, notes, (int) near.toDays());
            notes.write();
            return null;
          });
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "dates could not be looked at and are looked at again", failure);
    }
  }
}
