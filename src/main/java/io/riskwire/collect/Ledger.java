package io.riskwire.collect;

import io.riskwire.collect.Items.Offered;
import io.riskwire.db.Database;
import io.riskwire.source.Poll;
import io.riskwire.source.Poll.Good;
import io.riskwire.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how polls went and what was new: in one transaction all those that ended while the
 * one before was written. The news and the validators that say it has been seen go together or not
 * at all.
 */
@ApplicationScoped
class Ledger {
  private static final int BATCH = 200;
  private static final long LINGER = 20;

  private final Database database;
  private final Sources sources;
  private final Items items;

  private final ConcurrentLinkedQueue<Line> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  Ledger(Database database, Sources sources, Items items) {
    this.database = database;
    this.sources = sources;
    this.items = items;
  }

  /** Notes a poll that brought nothing. */
  void write(Poll poll) {
    write(poll, List.of(), Set.of());
  }

  /**
   * Answers what was new among the items; those whose articles are not {@code stored} yet are
   * pending then, and on the disk.
   */
  Offered write(Poll poll, List<Item> offered, Set<Item> stored) {
    var line = new Line(poll, offered, stored);
    queue.add(line);
    turn.lock();
    try {
      if (!line.isDone()) linger();
      while (!line.isDone()) writeTogether(next());
    } finally {
      turn.unlock();
    }
    return line.result();
  }

  /** A commit costs more than the lines in it: those that end in the next moment go along. */
  private static void linger() {
    try {
      TimeUnit.MILLISECONDS.sleep(LINGER);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt(); // what is known is written all the same
    }
  }

  private List<Line> next() {
    List<Line> batch = new ArrayList<>();
    Line line;
    while (batch.size() < BATCH && (line = queue.poll()) != null) batch.add(line);
    return batch;
  }

  /** One poll that cannot be written does not keep back the others of its batch. */
  private void writeTogether(List<Line> batch) {
    try {
      // a poll that leaves nothing pending is worth no more than a repetition after a power cut
      boolean isWorthIt = batch.stream().anyMatch(Line::isPending);
      List<Offered> found =
          isWorthIt
              ? database.writeDurably(h -> write(h, batch))
              : database.write(h -> write(h, batch));
      for (int i = 0; i < batch.size(); i++) batch.get(i).found = found.get(i);
    } catch (RuntimeException failure) {
      if (batch.size() == 1) batch.getFirst().failure = failure;
      else batch.forEach(line -> writeTogether(List.of(line)));
    }
  }

  private List<Offered> write(Handle handle, List<Line> batch) {
    List<Offered> found = new ArrayList<>();
    List<Poll> polls = new ArrayList<>();
    for (Line line : batch) {
      long source = line.poll.due().source().id();
      Offered offered = items.offer(handle, source, line.offered, line.stored);
      found.add(offered);
      polls.add(line.poll.outcome() instanceof Good ? with(line.poll, offered) : line.poll);
    }
    sources.note(handle, polls);
    return found;
  }

  private static Poll with(Poll poll, Offered offered) {
    return poll.with(offered.news(), offered.changed(), offered.days());
  }

  /** A poll in the queue, and what became of it. */
  private static final class Line {
    final Poll poll;
    final List<Item> offered;
    final Set<Item> stored;
    @Nullable Offered found;
    @Nullable RuntimeException failure;

    Line(Poll poll, List<Item> offered, Set<Item> stored) {
      this.poll = poll;
      this.offered = offered;
      this.stored = stored;
    }

    boolean isPending() {
      return offered.size() > stored.size();
    }

    boolean isDone() {
      return found != null || failure != null;
    }

    Offered result() {
      if (found != null) return found;
      throw new IllegalStateException("the poll could not be noted", failure);
    }
  }
}
