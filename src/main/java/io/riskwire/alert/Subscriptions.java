package io.riskwire.alert;

import io.riskwire.account.User;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.QueryParser;
import io.riskwire.vendor.Vendors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The store of subscriptions. */
@ApplicationScoped
public class Subscriptions {
  private static final String COLUMNS = "id, account_id, spec, state, created";

  private static final RowMapper<Subscription> SUBSCRIPTION =
      (rs, c) ->
          new Subscription(
              rs.getLong("id"),
              rs.getLong("account_id"),
              Json.read(rs.getString("spec"), Wish.class),
              State.valueOf(rs.getString("state")),
              rs.getTimestamp("created").toInstant());

  private final Database database;
  private final ChangeLog log;
  private final Vendors vendors;
  private final InstantSource clock;

  public Subscriptions(Database database, ChangeLog log, Vendors vendors, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.vendors = vendors;
    this.clock = clock;
  }

  /**
   * Adds a subscription. To the caller's own verified address it is active at once, to any other it
   * is pending until confirmed, for which an administrator may vouch.
   */
  public Subscription add(User caller, Wish wish, boolean isVouched) {
    query(wish);
    boolean isOwn = caller.verified() && wish.channel().to().equalsIgnoreCase(caller.email());
    boolean isActive = isOwn || isVouched && caller.role() == User.Role.ADMINISTRATOR;
    return database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          long id =
              h.createUpdate(
                      """
                      INSERT INTO subscription (account_id, spec, state, created, deleted)
                      VALUES (:account, :spec, :state, :created, FALSE)
                      """)
                  .bind("account", caller.id())
                  .bind("spec", Json.write(wish))
                  .bind("state", (isActive ? State.ACTIVE : State.PENDING).name())
                  .bind("created", clock.instant())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          notes.add(Subject.SUBSCRIPTION, id, "new", null);
          notes.write();
          return h.createQuery("SELECT " + COLUMNS + " FROM subscription WHERE id = :id")
              .bind("id", id)
              .map(SUBSCRIPTION)
              .one();
        });
  }

  /** Pauses or resumes. */
  public void setState(long id, State state) {
    change(id, "UPDATE subscription SET state = '" + state.name() + "' WHERE id = ?");
  }

  /** Ends a subscription; what it was told is kept. */
  public void remove(long id) {
    change(id, "UPDATE subscription SET deleted = TRUE WHERE id = ?");
  }

  private void change(long id, String sql) {
    database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          h.execute(sql, id);
          notes.add(Subject.SUBSCRIPTION, id, "changed", null);
          notes.write();
          return null;
        });
  }

  public Optional<Subscription> find(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM subscription WHERE id = :id AND NOT deleted")
                .bind("id", id)
                .map(SUBSCRIPTION)
                .findOne());
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
        QueryParser.parse(wish.q(), vendors::canonical),
        Query.anyOf(Field.VENDOR, wish.vendor().stream().map(vendors::canonical).toList()),
        Query.anyOf(Field.TYPE, wish.type()));
  }
}
