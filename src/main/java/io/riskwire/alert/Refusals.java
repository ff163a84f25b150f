package io.riskwire.alert;

import io.riskwire.alert.Subscription.State;
import io.riskwire.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;

/**
 * Which mail addresses refuse for good, or have what was sent to them come back: after several
 * times they are written no more.
 */
@ApplicationScoped
class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class.getName());
  private static final int PATIENCE = 3;

  /**
   * A relay accepts everything, and says only after days what it could not deliver (RFC 5321,
   * 4.5.4.1: it gives up after four or five).
   */
  private static final Duration TO_COME_BACK = Duration.ofDays(7);

  private final Database database;
  private final Subscriptions subscriptions;
  private final InstantSource clock;

  Refusals(Database database, Subscriptions subscriptions, InstantSource clock) {
    this.database = database;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** Counts a refusal; the last one that is borne suppresses the address's subscriptions. */
  void count(String address, String problem) {
    String key = address.toLowerCase(Locale.ROOT);
    int refusals =
        database.write(
            h -> {
              int updated =
                  h.createUpdate(
                          """
                  UPDATE mail_refusal SET refusals = refusals + 1, problem = :problem, at = :now
                  WHERE address = :address
                  """)
                      .bind("problem", problem)
                      .bind("now", clock.instant())
                      .bind("address", key)
                      .execute();
              if (updated == 0)
                h.execute(
                    "INSERT INTO mail_refusal (address, refusals, problem, at) VALUES (?, 1, ?, ?)",
                    key,
                    problem,
                    clock.instant());
              return h.createQuery("SELECT refusals FROM mail_refusal WHERE address = :address")
                  .bind("address", key)
                  .mapTo(Integer.class)
                  .one();
            });
    if (refusals >= PATIENCE) suppress(key, refusals);
  }

  private void suppress(String address, int refusals) {
    List<Subscription> all = subscriptions.to(address);
    LOG.info(refusals + " refusals: " + all.size() + " subscriptions are suppressed");
    for (Subscription subscription : all)
      if (subscription.state() != State.SUPPRESSED)
        subscriptions.setState(subscription.id(), State.SUPPRESSED);
  }

  /** A message to it was accepted. What it refused a week ago and longer is forgiven. */
  void forget(String address) {
    String key = address.toLowerCase(Locale.ROOT);
    Instant latest = clock.instant().minus(TO_COME_BACK);
    boolean isKnown =
        database.read(
            h ->
                h.createQuery(
                            "SELECT COUNT(*) FROM mail_refusal WHERE address = :address AND at < :latest")
                        .bind("address", key)
                        .bind("latest", latest)
                        .mapTo(Integer.class)
                        .one()
                    > 0);
    if (isKnown)
      database.write(
          h -> h.execute("DELETE FROM mail_refusal WHERE address = ? AND at < ?", key, latest));
  }
}
