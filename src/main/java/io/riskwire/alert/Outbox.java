package io.riskwire.alert;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.alert.Alerts.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits. A message whose sending was cut short by a crash is sent again under the same
 * Message-ID, by which mail systems know it for the same one: rather twice than never.
 */
@ApplicationScoped
class Outbox {
  private static final Logger LOG = Logger.getLogger(Outbox.class.getName());
  private static final int AT_ONCE = 10;

  private final Alerts alerts;
  private final Mailer mailer;
  private final MailServer server;
  private @Nullable Thread thread;
  private volatile boolean isStopping;

  Outbox(Alerts alerts, Mailer mailer, MailServer server) {
    this.alerts = alerts;
    this.mailer = mailer;
    this.server = server;
  }

  void start(@Observes StartupEvent event) {
    if (!server.isSetUp()) return; // mails wait, and the pages say that mail is not configured
    thread = Thread.ofVirtual().name("outbox").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    isStopping = true;
    if (thread != null) thread.join(10_000);
  }

  private void run() {
    while (!isStopping) {
      try {
        if (!sendDue()) TimeUnit.MILLISECONDS.sleep(300);
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, "the outbox could not be read and is tried again", failure);
        if (pause()) return;
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(5);
      return false;
    } catch (InterruptedException stopped) {
      return true;
    }
  }

  private boolean sendDue() {
    List<Outgoing> due = alerts.takeDue(AT_ONCE);
    for (Outgoing message : due) if (!isStopping) send(message);
    return !due.isEmpty();
  }

  private void send(Outgoing message) {
    alerts.begun(message.alert());
    try {
      mailer.send(mail(message));
    } catch (RuntimeException failure) {
      String problem = reason(failure);
      LOG.info("alert " + message.alert().id() + " could not be sent: " + problem);
      if (isForGood(problem)) alerts.refused(message.alert(), problem);
      else alerts.postponed(message.alert(), problem);
      return;
    }
    alerts.sent(message.alert());
  }

  private static Mail mail(Outgoing message) {
    return Mail.withText(message.to(), message.letter().subject(), message.letter().text())
        .setHtml(message.letter().html())
        .addHeader(
            "Message-ID",
            "<alert-"
                + message.alert().id()
                + "-"
                + message.alert().created().toEpochMilli()
                + "@riskwire>")
        .addHeader("Auto-Submitted", "auto-generated");
  }

  /** An answer of the 5xx class to the recipient (RFC 5321, 4.2.1). */
  private static boolean isForGood(String problem) {
    return problem.matches("(?s).*\\b5[0-9][0-9]\\b.*")
        && problem.toLowerCase(Locale.ROOT).contains("recipient");
  }

  private static String reason(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) last = last.getCause();
    String message =
        last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    return message.substring(0, Math.min(300, message.length()));
  }
}
