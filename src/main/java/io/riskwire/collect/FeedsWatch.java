package io.riskwire.collect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.source.Sources;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code feeds.yaml} at the start and whenever it changes, and brings the sources in line
 * with it; what cannot be used is said in the log and kept for who asks.
 */
@ApplicationScoped
public class FeedsWatch {
  private static final Logger LOG = Logger.getLogger(FeedsWatch.class.getName());
  private static final int BEFORE_POLLING = 2_500;

  private final Path file;
  private final Sources sources;
  private volatile List<String> problems = List.of();
  private volatile boolean isStopping;
  private @Nullable FileTime read;
  private @Nullable Thread thread;

  public FeedsWatch(
      @ConfigProperty(name = "riskwire.feeds", defaultValue = "feeds.yaml") Path file,
      Sources sources) {
    this.file = file;
    this.sources = sources;
  }

  void start(@Observes @Priority(BEFORE_POLLING) StartupEvent event) {
    look();
    thread = Thread.ofVirtual().name("feeds.yaml").start(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    isStopping = true;
    if (thread != null) thread.interrupt();
  }

  /** What is wrong with the file, one line each: file, line, reason. */
  public List<String> problems() {
    return problems;
  }

  private void watch() {
    try {
      while (!isStopping) {
        TimeUnit.SECONDS.sleep(2);
        look();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    FileTime changed = changed();
    if (changed != null && changed.equals(read)) return;
    if (changed == null && read == null && !problems.isEmpty()) return;
    read = changed;
    try {
      align();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, file + " could not be applied", failure);
    }
  }

  private @Nullable FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException missing) {
      return null;
    }
  }

  /** A file that is missing or unreadable as a whole says nothing about its sources. */
  private void align() {
    FeedsFile.Listing listing = FeedsFile.read(file);
    problems = listing.problems().stream().map(FeedsWatch::sentence).toList();
    problems.forEach(p -> LOG.warning("left out: " + p));
    boolean isUnreadable =
        listing.sources().isEmpty() && listing.problems().stream().anyMatch(p -> p.line() == 0);
    if (!isUnreadable) sources.align(listing.sources());
  }

  private static String sentence(FeedsFile.Problem problem) {
    String line = problem.line() == 0 ? "" : " line " + problem.line();
    return problem.file() + line + ": " + problem.reason();
  }
}
