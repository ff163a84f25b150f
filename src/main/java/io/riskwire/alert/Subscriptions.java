package io.riskwire.alert;

import io.riskwire.account.User;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.QueryParser;
import io.riskwire.vendor.Vendors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The store of subscriptions. */
@ApplicationScoped
public class Subscriptions {
  /** So often a day an address is asked to confirm, and all addresses of a domain together. */
  private static final int MOST_QUESTIONS = 3;

  private static final int MOST_QUESTIONS_TO_A_DOMAIN = 100;

  /** For so long a question can be answered. */
  private static final Duration TO_CONFIRM = Duration.ofDays(7);

  private static final String COLUMNS = "id, account_id, spec, state, created";

  private static final RowMapper<Subscription> SUBSCRIPTION =
      (rs, c) ->
          new Subscription(
              rs.getLong("id"),
              rs.getObject("account_id", Long.class),
              Json.read(rs.getString("spec"), Wish.class),
              State.valueOf(rs.getString("state")),
              rs.getTimestamp("created").toInstant());

  private final Database database;
  private final ChangeLog log;
  private final Vendors vendors;
  private final Alerts alerts;
  private final Links links;
  private final InstantSource clock;
  private final boolean isLimited;

  public Subscriptions(
      Database database,
      ChangeLog log,
      Vendors vendors,
      Alerts alerts,
      Links links,
      InstantSource clock,
      @ConfigProperty(name = "riskwire.limits.enabled", defaultValue = "true") boolean isLimited) {
    this.database = database;
    this.log = log;
    this.vendors = vendors;
    this.alerts = alerts;
    this.links = links;
    this.clock = clock;
    this.isLimited = isLimited;
  }

  /** A subscription that was added; {@code secret}: of a webhook, shown this once. */
  public record Added(Subscription subscription, @Nullable String secret) {}

  /**
   * Adds a subscription. To the caller's own verified address it is active at once, to any other it
   * is pending until its owner confirms, who is asked by mail; for which an administrator may
   * vouch. A hook or a feed has no owner to ask: nobody but the caller knows its address.
   */
  public Added add(User caller, Wish wish, boolean isVouched) {
    return add(caller.id(), wish, state(caller, wish.channel(), isVouched))
        .orElseThrow(Subscriptions::askedOften);
  }

  private static State state(User caller, Channel channel, boolean isVouched) {
    boolean isMail = channel.kind() == Kind.EMAIL;
    boolean isOwn = caller.verified() && channel.to().equalsIgnoreCase(caller.email());
    boolean isVouchedFor = isVouched && caller.role() == User.Role.ADMINISTRATOR;
    return !isMail || isOwn || isVouchedFor ? State.ACTIVE : State.PENDING;
  }

  private static Invalid askedOften() {
    return new Invalid("channel.to", "was asked to confirm often enough today; try again tomorrow");
  }

  /**
   * Takes the wish of somebody without an account, who is asked by mail to confirm it. Says nothing
   * of what is known of the address: whoever asks learns nothing of who is subscribed.
   */
  public void ask(Wish wish) {
    if (wish.channel().kind() != Kind.EMAIL) throw new Invalid("channel.kind", "only email here");
    add(null, wish, State.PENDING);
  }

  /**
   * Subscribes the owner of a watchlist's vendors, who is asked by mail unless somebody vouched;
   * not where the address would be asked once too often today.
   */
  void addFor(Wish wish, boolean isVouched) {
    add(null, wish, isVouched ? State.ACTIVE : State.PENDING);
  }

  /** All that ever rested on a watchlist, those that ended among them. */
  List<Subscription> everOf(long watchlist) {
    return database
        .read(
            h ->
                h.createQuery(
                        "SELECT "
                            + COLUMNS
                            + " FROM subscription WHERE spec LIKE :watched ORDER BY id")
                    .bind("watched", "%\"watched\":{\"watchlist\":" + watchlist + "%")
                    .map(SUBSCRIPTION)
                    .list())
        .stream()
        .filter(s -> s.wish().watched() != null && s.wish().watched().watchlist() == watchlist)
        .toList();
  }

  /** Empty where the owner of the address would be asked once too often. */
  private Optional<Added> add(@Nullable Long account, Wish wish, State state) {
    query(wish);
    String secret = wish.channel().kind() == Kind.WEBHOOK ? Signature.newSecret() : null;
    return database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          if (state == State.PENDING && !mayBeAsked(h, wish.channel().to()))
            return Optional.empty();
          long id = insert(h, account, wish, state, secret);
          notes.add(Subject.SUBSCRIPTION, id, "new", null);
          notes.write();
          Subscription added = find(h, id).orElseThrow();
          if (state == State.PENDING) alerts.put(h, added, question(added), clock.instant());
          return Optional.of(new Added(added, secret));
        });
  }

  private long insert(
      Handle handle, @Nullable Long account, Wish wish, State state, @Nullable String secret) {
    return handle
        .createUpdate(
            """
            INSERT INTO subscription (account_id, spec, state, created, deleted, secret, next_digest)
            VALUES (:account, :spec, :state, :created, FALSE, :secret, :next)
            """)
        .bind("next", wish.nextEmpty(clock.instant()))
        .bind("account", account)
        .bind("spec", Json.write(wish))
        .bind("state", state.name())
        .bind("created", clock.instant())
        .bind("secret", secret)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private boolean mayBeAsked(Handle handle, String address) {
    if (!isLimited) return true;
    var asked = alerts.asked(handle, address, clock.instant().minus(Duration.ofDays(1)));
    return asked.here() < MOST_QUESTIONS && asked.there() < MOST_QUESTIONS_TO_A_DOMAIN;
  }

  private Draft question(Subscription pending) {
    Letter letter = Letter.confirmation(pending, links);
    return new Draft(Purpose.CONFIRM, null, List.of(), letter, List.of());
  }

  /** The owner of the address wants it; says whether there was still something to confirm. */
  public boolean confirm(long id) {
    Optional<Subscription> asked = find(id).filter(s -> s.state() == State.PENDING);
    Instant oldest = clock.instant().minus(TO_CONFIRM);
    if (asked.isEmpty() || asked.get().created().isBefore(oldest)) return false;
    setState(id, State.ACTIVE);
    return true;
  }

  /**
   * Puts another wish in place of a subscription's. Where it goes to another address, that is as
   * with a new subscription: its owner may have to confirm it, and what waits to be sent waits for
   * that. A webhook that was none before gets a secret, shown this once.
   */
  public Added replace(User caller, Subscription former, Wish wish, boolean isVouched) {
    query(wish);
    if (former.wish().channel().isSame(wish.channel())) {
      change(former.id(), wish);
      return new Added(find(former.id()).orElseThrow(), null);
    }
    State state = state(caller, wish.channel(), isVouched);
    if (state == State.ACTIVE && former.state() == State.PAUSED) state = State.PAUSED;
    return move(former.id(), wish, state);
  }

  private Added move(long id, Wish wish, State state) {
    String secret = wish.channel().kind() == Kind.WEBHOOK ? Signature.newSecret() : null;
    return database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          if (state == State.PENDING && !mayBeAsked(h, wish.channel().to())) throw askedOften();
          h.createUpdate(
                  """
                  UPDATE subscription SET spec = :spec, state = :state, created = :now,
                    next_digest = :next, secret = :secret, former_secret = NULL, former_until = NULL
                  WHERE id = :id
                  """)
              .bind("spec", Json.write(wish))
              .bind("state", state.name())
              .bind("now", clock.instant())
              .bind("next", wish.nextEmpty(clock.instant()))
              .bind("secret", secret)
              .bind("id", id)
              .execute();
          alerts.redirect(h, id, wish.channel());
          notes.add(Subject.SUBSCRIPTION, id, "changed", null);
          notes.write();
          Subscription moved = find(h, id).orElseThrow();
          if (state == State.PENDING) alerts.put(h, moved, question(moved), clock.instant());
          return new Added(moved, secret);
        });
  }

  /** Changes what is asked for, or how it is told; the channel stays. */
  public void change(long id, Wish wish) {
    query(wish);
    changeBy(
        id,
        h ->
            h.createUpdate(
                    "UPDATE subscription SET spec = :spec, next_digest = :next WHERE id = :id")
                .bind("spec", Json.write(wish))
                .bind("next", wish.nextEmpty(clock.instant()))
                .bind("id", id)
                .execute());
  }

  /** A new secret for a webhook; for a day messages are signed with the former one too. */
  public String renewSecret(long id) {
    String secret = Signature.newSecret();
    database.writeDurably(
        h ->
            h.createUpdate(
                    """
                    UPDATE subscription
                    SET former_secret = secret, former_until = :until, secret = :secret
                    WHERE id = :id
                    """)
                .bind("until", clock.instant().plus(Duration.ofDays(1)))
                .bind("secret", secret)
                .bind("id", id)
                .execute());
    return secret;
  }

  /** Pauses, resumes or suppresses. */
  public void setState(long id, State state) {
    changeBy(
        id, h -> h.execute("UPDATE subscription SET state = ? WHERE id = ?", state.name(), id));
  }

  /** Ends a subscription; what it was told is kept. */
  public void remove(long id) {
    changeBy(id, h -> h.execute("UPDATE subscription SET deleted = TRUE WHERE id = ?", id));
  }

  private void changeBy(long id, Consumer<Handle> change) {
    database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          change.accept(h);
          notes.add(Subject.SUBSCRIPTION, id, "changed", null);
          notes.write();
          return null;
        });
  }

  public Optional<Subscription> find(long id) {
    return database.read(h -> find(h, id));
  }

  private static Optional<Subscription> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM subscription WHERE id = :id AND NOT deleted")
        .bind("id", id)
        .map(SUBSCRIPTION)
        .findOne();
  }

  /** Those that go to a mail address. */
  public List<Subscription> to(String address) {
    return list().stream()
        .filter(s -> s.wish().channel().kind() == Kind.EMAIL)
        .filter(s -> s.wish().channel().to().equalsIgnoreCase(address))
        .toList();
  }

  /** The secrets with which messages to a webhook are signed. */
  List<String> secrets(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT secret FROM subscription WHERE id = :id AND secret IS NOT NULL")
                .bind("id", id)
                .mapTo(String.class)
                .list());
  }

  /** All subscriptions but those that ended, by id. */
  public List<Subscription> list() {
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM subscription WHERE NOT deleted ORDER BY id")
                .map(SUBSCRIPTION)
                .list());
  }

  /** What a subscription asks, as a query; {@code Invalid} where it cannot be read. */
  public Query query(Wish wish) {
    return Query.and(
        QueryParser.parse(wish.q(), vendors),
        Query.anyOf(Field.VENDOR, wish.vendor().stream().map(vendors::canonical).toList()),
        Query.anyOf(Field.TYPE, wish.type()));
  }
}
