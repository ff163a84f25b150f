package io.riskwire.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch at a time, and in it all that came while the one before was written. Whoever has
 * the turn writes for all who wait, so that there is no thread to start or stop, and callers are
 * held back by themselves when the disk is slow.
 */
public final class Together<T, R> {
  private final int most;
  private final Function<List<T>, List<R>> work;
  private final ConcurrentLinkedQueue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  /** {@code work}: writes a batch of at most so many and answers what came of each, in order. */
  public Together(int most, Function<List<T>, List<R>> work) {
    this.most = most;
    this.work = work;
  }

  /** Returns what came of it when it is written; throws what kept it from that. */
  public R write(T one) {
    var waiting = new Waiting<T, R>(one);
    await(List.of(waiting));
    return waiting.result();
  }

  /**
   * Returns when all are written, with what came of each, in order; tells {@code failed} of those
   * that came to nothing.
   */
  public List<Optional<R>> writeAll(List<T> all, BiConsumer<T, RuntimeException> failed) {
    List<Waiting<T, R>> waiting = all.stream().map(Waiting<T, R>::new).toList();
    await(waiting);
    for (Waiting<T, R> w : waiting) if (w.failure != null) failed.accept(w.one, w.failure);
    return waiting.stream().map(w -> Optional.ofNullable(w.result)).toList();
  }

  private void await(List<Waiting<T, R>> all) {
    queue.addAll(all);
    turn.lock();
    try {
      for (Waiting<T, R> waiting : all) while (!waiting.isDone()) write(next());
    } finally {
      turn.unlock();
    }
  }

  /** How many wait for the next batch. */
  int waiting() {
    return queue.size();
  }

  private List<Waiting<T, R>> next() {
    List<Waiting<T, R>> batch = new ArrayList<>();
    Waiting<T, R> waiting;
    while (batch.size() < most && (waiting = queue.poll()) != null) batch.add(waiting);
    return batch;
  }

  /** One that cannot be written does not keep back the others of its batch. */
  private void write(List<Waiting<T, R>> batch) {
    try {
      List<R> results = work.apply(batch.stream().map(w -> w.one).toList());
      for (int i = 0; i < batch.size(); i++) batch.get(i).result = results.get(i);
    } catch (RuntimeException failure) {
      if (batch.size() == 1) batch.getFirst().failure = failure;
      else batch.forEach(waiting -> write(List.of(waiting)));
    }
  }

  /** One in the queue, and what became of it. */
  private static final class Waiting<T, R> {
    final T one;
    @Nullable R result;
    @Nullable RuntimeException failure;

    Waiting(T one) {
      this.one = one;
    }

    boolean isDone() {
      return result != null || failure != null;
    }

    R result() {
      if (result != null) return result;
      throw new IllegalStateException("it could not be written", failure);
    }
  }
}
