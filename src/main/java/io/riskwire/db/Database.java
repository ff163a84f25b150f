package io.riskwire.db;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * The database that was chosen at start: work in one transaction, repeated when a race was lost.
 */
@Singleton
public final class Database {
  private static final int ATTEMPTS = 5;

  /** Serialization failure, deadlock, duplicate key, lock timeout, concurrent update (H2). */
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "23505", "HYT00", "90131");

  private final Jdbi jdbi;
  private final boolean isH2;

  /**
   * Writers stand in a line before they take a connection: in the database they would wait for each
   * other all the same, and leave none to the readers.
   */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ReentrantLock syncing = new ReentrantLock();
  private final AtomicLong committed = new AtomicLong();
  private long synced;

  @Inject
  Database(@Any InjectableInstance<AgroalDataSource> sources) {
    this(sources.getActive());
  }

  public Database(DataSource source) {
    jdbi = Jdbi.create(source);
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    jdbi.registerArrayType(String.class, "VARCHAR");
    jdbi.registerArrayType(Long.class, "BIGINT");
    isH2 = jdbi.withHandle(Database::isH2);
  }

  private static boolean isH2(Handle handle) {
    try {
      return handle.getConnection().getMetaData().getDatabaseProductName().equals("H2");
    } catch (SQLException unreachable) {
      throw new IllegalStateException("the database does not say what it is", unreachable);
    }
  }

  /** Runs {@code work} outside a transaction. */
  public <T> T read(HandleCallback<T, RuntimeException> work) {
    return jdbi.withHandle(work);
  }

  /** Runs {@code work} in one transaction; repeats it whole when another one won a race. */
  public <T> T write(HandleCallback<T, RuntimeException> work) {
    turn.lock();
    try {
      return repeated(work);
    } finally {
      turn.unlock();
    }
  }

  private <T> T repeated(HandleCallback<T, RuntimeException> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(work);
      } catch (RuntimeException failure) {
        if (attempt == ATTEMPTS || !isLostRace(failure)) throw failure;
      }
    }
  }

  /**
   * Like {@link #write}, and returns only when the result survives a power cut. H2 acknowledges a
   * commit before it is on the disk; PostgreSQL does not.
   */
  public <T> T writeDurably(HandleCallback<T, RuntimeException> work) {
    T result = write(work);
    persist();
    return result;
  }

  /** Returns when all that was committed before survives a power cut. */
  public void persist() {
    if (isH2) sync(committed.incrementAndGet());
  }

  /** One trip to the disk serves all who committed before it began. */
  private void sync(long mine) {
    syncing.lock();
    try {
      if (synced >= mine) return;
      long covered = committed.get();
      jdbi.useHandle(h -> h.execute("CHECKPOINT SYNC"));
      synced = covered;
    } finally {
      syncing.unlock();
    }
  }

  private static boolean isLostRace(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && LOST_RACES.contains(String.valueOf(sql.getSQLState())))
        return true;
    }
    return false;
  }
}
