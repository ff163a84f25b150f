package io.riskwire.alert;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailbox to which other mail servers report what ours accepted and they could not
 * deliver. Only a report that names a Message-ID of ours counts, which nobody can guess; it is
 * marked as read, all other mail there is left alone.
 */
@ApplicationScoped
class Bounces {
  private static final Logger LOG = Logger.getLogger(Bounces.class.getName());
  private static final String PATIENCE = "30000";

  private final BounceSettings settings;
  private final Alerts alerts;
  private final Refusals refusals;
  private final Links links;
  private @Nullable Thread thread;

  Bounces(BounceSettings settings, Alerts alerts, Refusals refusals, Links links) {
    this.settings = settings;
    this.alerts = alerts;
    this.refusals = refusals;
    this.links = links;
  }

  void start(@Observes StartupEvent event) {
    URI mailbox = settings.mailbox().orElse(null);
    if (mailbox != null)
      thread = Thread.ofVirtual().name("bounces").start(() -> readEverSoOften(mailbox));
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) thread.interrupt();
  }

  private void readEverSoOften(URI mailbox) {
    try {
      while (true) {
        try {
          read(mailbox);
        } catch (MessagingException | RuntimeException failure) {
          LOG.log(Level.WARNING, "the mailbox for bounces could not be read: {0}", failure + "");
        }
        TimeUnit.MILLISECONDS.sleep(settings.every().toMillis());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Heeds the reports that nobody has read. */
  void read(URI mailbox) throws MessagingException {
    String path = mailbox.getPath();
    try (Store store = session(mailbox.getScheme()).getStore(mailbox.getScheme())) {
      store.connect(
          mailbox.getHost(),
          mailbox.getPort(),
          settings.username().orElse(""),
          settings.password().orElse(""));
      try (Folder folder = store.getFolder(path.length() > 1 ? path.substring(1) : "INBOX")) {
        folder.open(Folder.READ_WRITE);
        for (Message message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)))
          take(message);
      }
    }
  }

  private static Session session(String scheme) {
    var properties = new Properties();
    properties.setProperty("mail." + scheme + ".peek", "true"); // to look is not to read
    properties.setProperty("mail." + scheme + ".connectiontimeout", PATIENCE);
    properties.setProperty("mail." + scheme + ".timeout", PATIENCE);
    return Session.getInstance(properties);
  }

  private void take(Message message) throws MessagingException {
    try {
      Optional<Bounce> bounce = Bounce.of(message);
      if (bounce.isEmpty() || !bounce.get().id().equals(links.idOf(bounce.get().alert()))) return;
      take(bounce.get());
      message.setFlag(Flags.Flag.SEEN, true);
    } catch (IOException unreadable) {
      LOG.log(Level.INFO, "a mail in the mailbox for bounces is broken: {0}", unreadable + "");
    }
  }

  private void take(Bounce bounce) {
    Optional<String> receiver = alerts.cameBack(bounce.alert(), bounce.problem());
    if (bounce.isAddressBad()) receiver.ifPresent(to -> refusals.count(to, bounce.problem()));
  }
}
