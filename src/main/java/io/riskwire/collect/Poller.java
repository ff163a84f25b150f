package io.riskwire.collect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riskwire.collect.Fetcher.Answer;
import io.riskwire.collect.Items.Offered;
import io.riskwire.net.Fetched;
import io.riskwire.net.Validators;
import io.riskwire.source.Fetch;
import io.riskwire.source.Poll;
import io.riskwire.source.Poll.Good;
import io.riskwire.source.Poll.Later;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.Source;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Sources;
import io.riskwire.source.Sources.Due;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
  private static final int AT_ONCE = 500;

  private static final int TAKEN_AT_ONCE = 200;

  private final Sources sources;
  private final Items items;
  private final Fetcher fetcher;
  private final Ledger ledger;
  private final Pages pages;
  private final InstantSource clock;

  private final Semaphore free = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean isStopping;

  Poller(
      Sources sources,
      Items items,
      Fetcher fetcher,
      Ledger ledger,
      Pages pages,
      InstantSource clock) {
    this.sources = sources;
    this.items = items;
    this.fetcher = fetcher;
    this.ledger = ledger;
    this.pages = pages;
    this.clock = clock;
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
      long resumed = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
      while (!isStopping) {
        if (System.nanoTime() - resumed >= TimeUnit.MINUTES.toNanos(1)) {
          safely("pending items", this::resume);
          resumed = System.nanoTime();
        }
        if (!wereMoreDue()) TimeUnit.SECONDS.sleep(1);
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

  /** Starts the polls of those that are due, as many as there is room for, and waits for room. */
  private boolean wereMoreDue() throws InterruptedException {
    free.acquire();
    int room = 1;
    while (room < TAKEN_AT_ONCE && free.tryAcquire()) room++;
    List<Due> taken = List.of();
    try {
      taken = sources.takeDue(room);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Looking for sources that are due failed; it goes on", failure);
    } finally {
      free.release(room - taken.size());
    }
    for (Due due : taken)
      threads.execute(() -> safely(due.source().spec().name(), () -> pollOnTime(due)));
    return taken.size() == room;
  }

  private void pollOnTime(Due due) {
    boolean hasPending;
    try {
      hasPending = hasPending(due);
    } finally {
      free.release();
    }
    // pages may take their time: others that are due do not wait for them
    if (hasPending) pages.bring(due.source());
  }

  private static void safely(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Polling " + what + " failed; it goes on", failure);
    }
  }

  /** Asks a source now, whether its turn has come or not; returns when its news is stored. */
  public void poll(Due due) {
    if (due.source().origin() == Origin.SAMPLE) return; // it comes with the program
    if (hasPending(due)) pages.bring(due.source());
  }

  /** Asks and notes what came of it; answers whether there are items whose pages are to come. */
  private boolean hasPending(Due due) {
    Instant start = clock.instant();
    Answer answer = fetcher.ask(due.source().spec(), due.memory());
    Asked asked = new Asked(due, start, Duration.between(start, clock.instant()));
    return switch (answer.fetched()) {
      case Fetched.NotModified same -> unchanged(asked, answer, same);
      case Fetched.ComeBack wait -> later(asked, wait);
      case Fetched.Failed failed -> {
        // the service is stopping: of the source it says nothing
        if (failed.kind() == Fetched.Kind.INTERRUPTED) yield false;
        yield failed(asked, failed.status(), 0, failed.reason());
      }
      case Fetched.Body body when answer.isSame() -> same(asked, answer, body);
      case Fetched.Body body -> read(asked, answer, body);
    };
  }

  /** A poll whose answer has come. */
  private record Asked(Due due, Instant at, Duration took) {
    Poll poll(
        @Nullable Integer status, long bytes, @Nullable String problem, Poll.Outcome outcome) {
      return new Poll(due, new Fetch(at, took, status, bytes, 0, 0, problem), outcome);
    }
  }

  private boolean later(Asked asked, Fetched.ComeBack wait) {
    String problem =
        wait.status() == null
            ? "its host is busy with our other requests"
            : "asks to be left alone until " + wait.after();
    var outcome = new Later(wait.after(), wait.status() != null);
    ledger.write(asked.poll(wait.status(), 0, problem, outcome));
    return false;
  }

  private boolean failed(Asked asked, @Nullable Integer status, long bytes, String problem) {
    ledger.write(asked.poll(status, bytes, problem, new Poll.Failed()));
    return false;
  }

  private boolean unchanged(Asked asked, Answer answer, Fetched.NotModified same) {
    Memory memory = memory(same.validators(), answer, asked.due().memory());
    var good = new Good(memory, null, same.maxAge(), true, Map.of());
    ledger.write(asked.poll(304, 0, null, good));
    return false;
  }

  private boolean same(Asked asked, Answer answer, Fetched.Body body) {
    Memory memory = memory(body.validators(), answer, asked.due().memory());
    var good = new Good(memory, movedTo(answer, body), body.maxAge(), true, Map.of());
    ledger.write(asked.poll(body.status(), body.bytes().length, null, good));
    return false;
  }

  /** The source has moved, and not the feed that was found for it. */
  private static @Nullable URI movedTo(Answer answer, Fetched.Body body) {
    return answer.reads() == null ? body.movedTo() : null;
  }

  private static Memory memory(Validators validators, Answer answer, Memory known) {
    return new Memory(
        validators.etag(),
        validators.lastModified(),
        answer.reads(),
        known.digest(),
        known.wishes());
  }

  private boolean read(Asked asked, Answer answer, Fetched.Body body) {
    Feed feed = answer.feed();
    if (feed == null || !feed.isFeed()) {
      String problem = feed == null ? "no feed" : String.join("; ", feed.problems());
      return failed(asked, body.status(), body.bytes().length, problem);
    }
    Memory memory =
        new Memory(
            body.validators().etag(),
            body.validators().lastModified(),
            answer.reads(),
            Sum.of(body.bytes()),
            feed.hints().wishes());
    var good = new Good(memory, movedTo(answer, body), body.maxAge(), false, Map.of());
    String problem = feed.problems().isEmpty() ? null : String.join("; ", feed.problems());
    Poll poll = asked.poll(body.status(), body.bytes().length, problem, good);
    return hasPending(poll, feed.items());
  }

  /**
   * What needs no page is stored before the feed's position moves on, all together; the other items
   * are pending from then on. Answers whether there are any.
   */
  private boolean hasPending(Poll poll, List<Item> offered) {
    Source source = poll.due().source();
    List<Item> unknown = items.unknown(source.id(), offered);
    Pages.Stored stored = pages.store(source, unknown);
    Offered found = ledger.write(poll, unknown, stored.items());
    if (stored.note() != null) sources.note(source.id(), stored.note());
    return found.all() > stored.items().size();
  }
}
