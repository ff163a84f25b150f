package io.riskwire.search.lucene;

import io.riskwire.search.Search.Update;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The index that answers and, while it is rebuilt, the one that is filled beside it, in numbered
 * folders of which the higher is the newer. They are opened at first use, and again after the disk
 * has failed.
 */
final class Shelves implements Closeable {
  private static final Logger LOG = System.getLogger(Shelves.class.getName());

  private final Path home;

  /** Whoever asks reads, whoever opens, swaps or closes writes. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private @Nullable Pair open;

  /** Why an index was given up since the start, if one was. */
  private volatile @Nullable String problem;

  Shelves(Path home) {
    this.home = home;
  }

  /** Mostly one and the same. */
  private record Pair(Shelf serving, Shelf filling) {
    boolean isSound() {
      return serving.isOpen() && filling.isOpen();
    }
  }

  interface Work<T> {
    T on(Shelf shelf) throws IOException;
  }

  /** Asks the index that answers. */
  <T> T ask(Work<T> question) throws IOException {
    Pair ready = ready();
    lock.readLock().lock();
    try {
      // a swap may have come between
      return question.on(open == null ? ready.serving() : open.serving());
    } catch (AlreadyClosedException failedMeanwhile) {
      throw new IOException(failedMeanwhile);
    } finally {
      lock.readLock().unlock();
    }
  }

  long position() throws IOException {
    return ready().filling().position();
  }

  @Nullable String problem() {
    return problem;
  }

  synchronized void apply(long position, List<Update> updates) throws IOException {
    Pair now = ready();
    try {
      now.filling().apply(position, updates);
    } catch (AlreadyClosedException failedMeanwhile) {
      throw new IOException(failedMeanwhile);
    }
    if (now.serving() != now.filling() && now.filling().isComplete()) swap(now);
  }

  /** Begins an empty index, which answers as soon as it has come to {@code until}. */
  synchronized void rebuild(long until) throws IOException {
    Pair now = ready();
    Path begun = home.resolve(Long.toString(number(now.filling().folder()) + 1));
    Shelf fresh = Shelf.begin(begun, until);
    lock.writeLock().lock();
    try {
      if (now.filling() != now.serving()) drop(now.filling());
      open = new Pair(now.serving(), fresh);
    } finally {
      lock.writeLock().unlock();
    }
    if (fresh.isComplete()) swap(new Pair(now.serving(), fresh));
  }

  private void swap(Pair now) throws IOException {
    lock.writeLock().lock();
    try {
      open = new Pair(now.filling(), now.filling());
      drop(now.serving());
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void drop(Shelf shelf) throws IOException {
    shelf.close();
    delete(shelf.folder());
  }

  private Pair ready() throws IOException {
    lock.readLock().lock();
    try {
      if (open != null && open.isSound()) return open;
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (open != null && open.isSound()) return open;
      closeOpen();
      Pair found = find();
      open = found;
      return found;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Pair find() throws IOException {
    List<Path> folders = folders();
    if (folders.isEmpty()) {
      Shelf first = Shelf.begin(home.resolve("1"), 0);
      return new Pair(first, first);
    }
    Shelf newest = open(folders.getLast());
    if (folders.size() > 1 && !newest.isComplete())
      return new Pair(open(folders.getFirst()), newest);
    for (Path older : folders.subList(0, folders.size() - 1)) delete(older);
    return new Pair(newest, newest);
  }

  /** What cannot be read, or is laid out as it once was, begins anew. */
  private Shelf open(Path folder) throws IOException {
    try {
      return Shelf.open(folder);
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | NoSuchFileException
        | EOFException unreadable) {
      problem = "the index in " + folder + " began anew: " + unreadable.getMessage();
      LOG.log(Level.WARNING, problem);
      return Shelf.begin(folder, 0);
    }
  }

  private List<Path> folders() throws IOException {
    Files.createDirectories(home);
    try (Stream<Path> all = Files.list(home)) {
      return all.filter(folder -> folder.getFileName().toString().matches("\\d{1,9}"))
          .sorted(Comparator.comparingLong(Shelves::number))
          .toList();
    }
  }

  private static long number(Path folder) {
    return Long.parseLong(folder.getFileName().toString());
  }

  static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }

  private void closeOpen() throws IOException {
    if (open == null) return;
    open.serving().close();
    if (open.filling() != open.serving()) open.filling().close();
    open = null;
  }

  @Override
  public void close() throws IOException {
    lock.writeLock().lock();
    try {
      closeOpen();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
