package io.riskwire.collect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.alert.AdministratorMail;
import io.riskwire.source.Alarms;
import io.riskwire.source.Source;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tells administrators of sources that fail or fall silent: on the page, and once by mail where
 * that is set up, all that came up together in one message.
 */
@ApplicationScoped
class AlarmBell {
  private static final Logger LOG = Logger.getLogger(AlarmBell.class.getName());

  private final Alarms alarms;
  private final AdministratorMail mail;
  private final String home;
  private @Nullable Thread thread;

  AlarmBell(
      Alarms alarms,
      AdministratorMail mail,
      @ConfigProperty(name = "riskwire.public-url", defaultValue = "http://localhost:8080")
          String home) {
    this.alarms = alarms;
    this.mail = mail;
    this.home = home;
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("alarm bell").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MINUTES.sleep(5);
        ring();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** A crash between sending and noting it sends the message again: rather twice than never. */
  private void ring() {
    try {
      alarms.look();
      List<Source> untold = mail.canBeSent() ? alarms.untold() : List.of();
      if (untold.isEmpty()) return;
      mail.send(subject(untold), text(untold, home));
      alarms.told(untold);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "an alarm could not be told and is told later", failure);
    }
  }

  static String subject(List<Source> alarmed) {
    String first = alarmed.getFirst().spec().name();
    int others = alarmed.size() - 1;
    return "Source in trouble: "
        + first
        + (others == 0 ? "" : " and " + others + (others == 1 ? " other" : " others"));
  }

  static String text(List<Source> alarmed, String home) {
    return alarmed.stream()
            .map(s -> s.spec().name() + " " + reason(s) + "\n" + home + "/sources/" + s.id())
            .collect(Collectors.joining("\n\n"))
        + "\n\nYou are told once; the page Sources shows when they work again.\n";
  }

  private static String reason(Source source) {
    var alarm = source.health().alarm();
    return alarm == null ? "" : alarm.reason();
  }
}
