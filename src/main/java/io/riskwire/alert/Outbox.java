package io.riskwire.alert;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.alert.Delivery.Done;
import io.riskwire.alert.Delivery.Later;
import io.riskwire.alert.Delivery.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits, each message on a thread of its own, few at a time to one receiver. A message
 * whose sending was cut short by a crash is sent again under the same id, by which receivers know
 * it for the same one: rather twice than never.
 */
@ApplicationScoped
class Outbox {
  private static final Logger LOG = Logger.getLogger(Outbox.class.getName());
  private static final Duration BETWEEN_DIGESTS = Duration.ofSeconds(5);

  private final Alerts alerts;
  private final Digests digests;
  private final Refusals refusals;
  private final Subscriptions subscriptions;
  private final MailCourier mail;
  private final HookCourier hooks;
  private final MailServer server;
  private final InstantSource clock;

  private final Lanes lanes = new Lanes();
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sender-", 0).factory());
  private final Set<Long> onTheWay = ConcurrentHashMap.newKeySet();
  private final Semaphore bell = new Semaphore(0);
  private Instant nextDigests = Instant.MIN;
  private @Nullable Thread thread;
  private volatile boolean isStopping;

  Outbox(
      Alerts alerts,
      Digests digests,
      Refusals refusals,
      Subscriptions subscriptions,
      MailCourier mail,
      HookCourier hooks,
      MailServer server,
      InstantSource clock) {
    this.alerts = alerts;
    this.digests = digests;
    this.refusals = refusals;
    this.subscriptions = subscriptions;
    this.mail = mail;
    this.hooks = hooks;
    this.server = server;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    alerts.onWaiting(bell::release);
    thread = Thread.ofVirtual().name("outbox").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    isStopping = true;
    bell.release();
    if (thread != null) thread.join(5_000);
    senders.shutdown();
    if (!senders.awaitTermination(10, TimeUnit.SECONDS)) senders.shutdownNow();
  }

  private void run() {
    while (!isStopping) {
      try {
        makeDigests();
        if (!sendDue()) waitABit();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, "the outbox could not be read and is tried again", failure);
        if (pause()) return;
      }
    }
  }

  /**
   * Until something was put there or there is room again. What becomes due with time, or was put
   * there by another node, rings no bell here: look once a second.
   */
  private void waitABit() throws InterruptedException {
    if (bell.tryAcquire(1, TimeUnit.SECONDS)) bell.drainPermits();
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(5);
      return false;
    } catch (InterruptedException stopped) {
      return true;
    }
  }

  private void makeDigests() {
    if (clock.instant().isBefore(nextDigests)) return;
    digests.makeDue();
    nextDigests = clock.instant().plus(BETWEEN_DIGESTS);
  }

  /** Starts sending whatever may be sent now; false when there is nothing. */
  boolean sendDue() {
    Instant now = clock.instant();
    Set<String> full = new HashSet<>(lanes.full(now));
    if (!server.isSetUp()) full.add(Channel.MAIL); // waits; the pages say that it is not set up
    List<Outgoing> due = alerts.takeDue(full, () -> room(now));
    for (Outgoing message : due) {
      onTheWay.add(message.alert().id());
      lanes.enter(message.lane());
      senders.execute(() -> send(message));
    }
    return !due.isEmpty();
  }

  /** What takes longer than its claim lasts is not taken twice. */
  private Predicate<Outgoing> room(Instant now) {
    Lanes.Room room = lanes.room(now);
    return message -> !onTheWay.contains(message.alert().id()) && room.take(message.lane());
  }

  private void send(Outgoing message) {
    try {
      settle(message, bring(message));
    } catch (RuntimeException failure) { // of the database: it is sent again when its claim ends
      lanes.left(message.lane());
      LOG.log(Level.WARNING, "what became of alert " + message.alert().id(), failure);
    } finally {
      onTheWay.remove(message.alert().id());
      bell.release();
    }
  }

  private Delivery bring(Outgoing message) {
    return message.kind() == Channel.Kind.EMAIL ? mail.bring(message) : hooks.bring(message);
  }

  private void settle(Outgoing message, Delivery delivery) {
    Alert alert = message.alert();
    switch (delivery) {
      case Done done -> {
        alerts.sent(alert, done.answer());
        if (message.kind() == Channel.Kind.EMAIL) refusals.forget(message.to());
        lanes.left(message.lane());
      }
      case Refused refused -> {
        LOG.info("alert " + alert.id() + " was refused: " + refused.problem());
        alerts.refused(alert, refused.problem());
        if (refused.isAddressBad()) suppress(message, refused.problem());
        lanes.left(message.lane());
      }
      case Later later -> {
        LOG.info("alert " + alert.id() + " could not be sent: " + later.problem());
        later(message, later);
      }
    }
  }

  private void later(Outgoing message, Later later) {
    if (!later.isReceiverDown()) {
      alerts.postponed(message.alert(), later.problem(), later.after());
      lanes.left(message.lane());
      return;
    }
    Instant now = clock.instant();
    Instant until = later.after() == null ? now : later.after();
    alerts.held(message.alert(), message.lane(), later.problem(), until);
    lanes.fell(message.lane(), now, later.after());
  }

  /** A mail address is given some more chances; a webhook that says "gone" is not. */
  private void suppress(Outgoing message, String problem) {
    if (message.kind() == Channel.Kind.EMAIL) refusals.count(message.to(), problem);
    else subscriptions.setState(message.alert().subscription(), Subscription.State.SUPPRESSED);
  }

  /** Sends a message now that shows whether messages arrive; says what came of it. */
  Delivery test(Outgoing message) {
    if (message.kind() == Channel.Kind.EMAIL && !server.isSetUp())
      return new Refused("mail is not configured: set quarkus.mailer.host", false);
    return bring(message);
  }
}
