package io.riskwire.collect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.db.Database;
import io.riskwire.net.Fetched;
import io.riskwire.net.Validators;
import io.riskwire.source.Source;
import io.riskwire.source.Sources;
import io.riskwire.source.Sources.Due;
import io.riskwire.source.Sources.Polled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Polls the sources whose turn it is, each on a virtual thread of its own, so that a slow one
 * delays nobody, and hands what is new to {@link Pages}.
 */
@ApplicationScoped
public class Poller {
  private static final Logger LOG = Logger.getLogger(Poller.class.getName());

  /** So many polls are under way at once; those that wait for a hanging server among them. */
  private static final int AT_ONCE = 256;

  private final Database database;
  private final Sources sources;
  private final Items items;
  private final Fetcher fetcher;
  private final Pages pages;

  private final Semaphore free = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean isStopping;

  Poller(Database database, Sources sources, Items items, Fetcher fetcher, Pages pages) {
    this.database = database;
    this.sources = sources;
    this.items = items;
    this.fetcher = fetcher;
    this.pages = pages;
  }

  void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 500) StartupEvent event) {
    threads.execute(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    isStopping = true;
    threads.shutdownNow();
  }

  /** Once at the start and then once a minute, what waits since a crash or a failure is resumed. */
  private void run() {
    try {
      for (long round = 0; !isStopping; round++) {
        if (round % 60 == 0) safely("pending items", this::resume);
        safely("the sources that are due", this::pollDue);
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void resume() {
    for (long source : items.sourcesWithPending())
      sources
          .find(source)
          .ifPresent(s -> threads.execute(() -> safely(s.spec().name(), () -> pages.bring(s))));
  }

  private void pollDue() {
    int room = free.availablePermits();
    if (room == 0) return;
    for (Due due : sources.takeDue(room)) {
      free.acquireUninterruptibly();
      threads.execute(
          () -> {
            try {
              safely(due.source().spec().name(), () -> poll(due));
            } finally {
              free.release();
            }
          });
    }
  }

  private static void safely(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Polling " + what + " failed; it goes on", failure);
    }
  }

  /** Asks a source now, whether its turn has come or not; returns when its news is stored. */
  public void poll(Source source) {
    poll(sources.due(source.id()));
  }

  private void poll(Due due) {
    Source source = due.source();
    var answer = fetcher.ask(source.spec(), new Validators(due.etag(), due.lastModified()));
    switch (answer.fetched()) {
      case Fetched.NotModified same -> unchanged(source, same);
      case Fetched.ComeBack wait ->
          sources.later(
              source, wait.status(), "asks to be left alone until " + wait.after(), wait.after());
      case Fetched.Failed failed -> sources.failed(source, failed.status(), failed.reason());
      case Fetched.Body body -> read(source, body, answer.feed());
    }
  }

  private void unchanged(Source source, Fetched.NotModified same) {
    var polled =
        new Polled(
            304,
            same.validators().etag(),
            same.validators().lastModified(),
            null,
            0,
            source.health().lastProblem(),
            same.maxAge());
    database.write(
        h -> {
          sources.succeeded(h, source, polled);
          return null;
        });
  }

  private void read(Source source, Fetched.Body body, @Nullable Feed feed) {
    if (feed == null || !feed.isFeed()) {
      String problem = feed == null ? "no feed" : String.join("; ", feed.problems());
      sources.failed(source, body.status(), problem);
      return;
    }
    int news = store(source, body, feed);
    if (news > 0) pages.bring(source);
  }

  /** The news and the validators that say it has been seen go together or not at all. */
  private int store(Source source, Fetched.Body body, Feed feed) {
    return database.writeDurably(
        h -> {
          int news = items.offer(h, source.id(), feed.items());
          sources.succeeded(
              h,
              source,
              new Polled(
                  body.status(),
                  body.validators().etag(),
                  body.validators().lastModified(),
                  body.movedTo(),
                  news,
                  problem(feed.problems()),
                  longer(body.maxAge(), feed.hints().ttl())));
          return news;
        });
  }

  private static @Nullable String problem(List<String> problems) {
    return problems.isEmpty() ? null : String.join("; ", problems);
  }

  private static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) return a == null ? b : a;
    return a.compareTo(b) >= 0 ? a : b;
  }
}
