package io.riskwire.log;

import io.riskwire.db.Database;
import io.riskwire.log.Change.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The numbered list of changes, and how far each follower has read it. */
@ApplicationScoped
public class ChangeLog {
  private static final RowMapper<Change> CHANGE =
      (rs, c) ->
          new Change(
              rs.getLong("position"),
              Subject.valueOf(rs.getString("subject")),
              rs.getLong("subject_id"),
              rs.getString("what"),
              rs.getObject("cause", Long.class),
              rs.getTimestamp("at").toInstant());

  private final Database database;
  private final InstantSource clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public ChangeLog(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Has {@code listener} called after each commit of changes by this node; it must not wait. */
  public void onCommit(Runnable listener) {
    listeners.add(listener);
  }

  private void committed() {
    listeners.forEach(Runnable::run);
  }

  /**
   * Locks the log until the transaction ends and answers where to note changes. To be called first
   * in a transaction that changes what others follow: it is what puts writers in a line.
   */
  public Notes lock(Handle handle) {
    long position =
        handle
            .createQuery("SELECT position FROM change_head WHERE id = 1 FOR UPDATE")
            .mapTo(Long.class)
            .one();
    return new Notes(handle, position, clock.instant(), this::committed);
  }

  /** The changes of one transaction, to be written before it ends. */
  public static final class Notes {
    private final Handle handle;
    private final Instant at;
    private final Runnable committed;
    private final List<Change> changes = new ArrayList<>();
    private long position;

    private Notes(Handle handle, long position, Instant at, Runnable committed) {
      this.handle = handle;
      this.position = position;
      this.at = at;
      this.committed = committed;
    }

    /** The number of the newest change, those that are still to be written among them. */
    public long position() {
      return position;
    }

    public void add(Subject subject, long id, String what, @Nullable Long cause) {
      changes.add(new Change(++position, subject, id, what, cause, at));
    }

    /** Writes what was added and moves the head on. */
    public void write() {
      if (changes.isEmpty()) return;
      var batch =
          handle.prepareBatch(
              """
              INSERT INTO change_log (position, subject, subject_id, what, cause, at)
              VALUES (:position, :subject, :id, :what, :cause, :at)
              """);
      for (Change c : changes) {
        batch
            .bind("position", c.position())
            .bind("subject", c.subject().name())
            .bind("id", c.id())
            .bind("what", c.what())
            .bind("cause", c.cause())
            .bind("at", c.at())
            .add();
      }
      batch.execute();
      handle.execute("UPDATE change_head SET position = ? WHERE id = 1", position);
      changes.clear();
      handle.afterCommit(committed);
    }
  }

  /** The number of the newest change; 0 when there is none. */
  public long position() {
    return database.read(
        h ->
            h.createQuery("SELECT position FROM change_head WHERE id = 1").mapTo(Long.class).one());
  }

  /** At most {@code limit} changes past {@code position}, in order. */
  public List<Change> after(long position, int limit) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT position, subject, subject_id, what, cause, at FROM change_log
                    WHERE position > :position ORDER BY position LIMIT :limit
                    """)
                .bind("position", position)
                .bind("limit", limit)
                .map(CHANGE)
                .list());
  }

  /** All changes of one kind of thing past {@code position}, in order. */
  public List<Change> of(Subject subject, long position) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT position, subject, subject_id, what, cause, at FROM change_log
                    WHERE position > :position AND subject = :subject ORDER BY position
                    """)
                .bind("position", position)
                .bind("subject", subject.name())
                .map(CHANGE)
                .list());
  }

  /** How far the follower of this name has come; 0 at first. */
  public long reached(String follower) {
    return database.read(
        h ->
            h.createQuery("SELECT position FROM follower WHERE name = :name")
                .bind("name", follower)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /** Stores how far a follower has come, in the transaction that holds what it made of it. */
  public void reach(Handle handle, String follower, long position) {
    int updated =
        handle.execute("UPDATE follower SET position = ? WHERE name = ?", position, follower);
    if (updated == 0)
      handle.execute("INSERT INTO follower (name, position) VALUES (?, ?)", follower, position);
  }
}
