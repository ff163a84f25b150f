package io.riskwire.collect;

import io.riskwire.article.Digest;
import io.riskwire.article.Extracted;
import io.riskwire.article.Extractor;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Cores;
import io.riskwire.base.Invalid;
import io.riskwire.collect.Items.Pending;
import io.riskwire.intake.Intake;
import io.riskwire.net.Fetched;
import io.riskwire.net.Fetched.Kind;
import io.riskwire.net.Get;
import io.riskwire.net.Net;
import io.riskwire.source.Source;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Brings items in: reads the article's page where the feed does not carry the whole text, and hands
 * over what there is. A page that cannot come costs the item nothing but its text, and one that may
 * come later is asked for again.
 */
@ApplicationScoped
class Pages {
  private static final Logger LOG = Logger.getLogger(Pages.class.getName());

  /** A feed's "whole" content shorter than this is taken for a teaser. */
  private static final int TEASER = 500;

  /** So many articles are read and stored at once, over all sources; waiting for pages is free. */
  private static final int AT_ONCE = 128;

  /** So many items of one source are under way at once: its host takes them one by one anyway. */
  private static final int OF_A_SOURCE = 32;

  /** So many characters of items may wait in memory to be stored at once; others are pending. */
  private static final int HELD = 32_000_000;

  /** A page that is late is asked for so often, over two and a half hours. */
  private static final int MOST_TRIES = 5;

  private final Net net;
  private final Intake intake;
  private final Items items;
  private final Sources sources;
  private final InstantSource clock;
  private final Extractor extractor;
  private final SlowLane slowLane;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Semaphore room = new Semaphore(HELD);
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

  Pages(
      Net net,
      Intake intake,
      Items items,
      Sources sources,
      Extractor extractor,
      SlowLane slowLane,
      InstantSource clock) {
    this.net = net;
    this.intake = intake;
    this.items = items;
    this.sources = sources;
    this.extractor = extractor;
    this.slowLane = slowLane;
    this.clock = clock;
  }

  /** The items whose articles are on the disk, and what was wrong with others. */
  record Stored(Set<Item> items, @Nullable String note) {}

  /** Stores those of the items together for which no page is to be read, if there is room. */
  Stored store(Source source, List<Item> items) {
    int size = (int) Math.min(Integer.MAX_VALUE, items.stream().mapToLong(Pages::size).sum());
    if (items.isEmpty() || !room.tryAcquire(size)) return new Stored(Set.of(), null);
    try {
      return storeAll(source, items);
    } finally {
      room.release(size);
    }
  }

  private static long size(Item item) {
    return (long) item.title().length() + item.html().length();
  }

  private Stored storeAll(Source source, List<Item> items) {
    Set<Item> stored = new HashSet<>();
    Map<NewArticle, Item> articles = new LinkedHashMap<>();
    Notes notes = new Notes();
    for (Item item : items) {
      Content content = content(source, item);
      if (content.needsPage()) continue;
      stored.add(item);
      try {
        articles.put(article(source, item, content.text(), null, content.isEnough()), item);
      } catch (Invalid useless) {
        notes.add("left out an item: " + useless.reason());
      }
    }
    intake.acceptAll(List.copyOf(articles.keySet())).forEach(a -> stored.remove(articles.get(a)));
    return new Stored(stored, notes.sentence(items.size()));
  }

  /** What the feed carries of an item, as plain text. */
  private record Content(Item item, String text, boolean isEnough) {
    boolean needsPage() {
      return !isEnough && item.url() != null;
    }
  }

  private static Content content(Source source, Item item) {
    URI base = item.url() == null ? base(source.spec()) : item.url();
    String text = Cores.compute(() -> Extractor.plain(item.html(), base));
    boolean isWhole = item.isWhole() && text.length() >= TEASER;
    return new Content(item, text, isWhole || Boolean.FALSE.equals(source.spec().fullText()));
  }

  /** Brings in what of a source is pending and not under way; returns when it is stored. */
  void bring(Source source) {
    List<Pending> pending =
        items.pending(source.id()).stream().filter(p -> underWay.add(p.id())).toList();
    if (pending.isEmpty()) return;
    try {
      bring(source, pending);
    } finally {
      pending.forEach(p -> underWay.remove(p.id()));
    }
  }

  private void bring(Source source, List<Pending> pending) {
    List<Pending> done = new ArrayList<>();
    List<Pending> again = new ArrayList<>();
    Notes notes = new Notes();
    var factory = Thread.ofVirtual().factory();
    try (ExecutorService threads = Executors.newFixedThreadPool(OF_A_SOURCE, factory)) {
      List<Future<Brought>> results =
          pending.stream().map(p -> threads.submit(() -> brought(source, p, notes))).toList();
      for (int i = 0; i < results.size(); i++) {
        switch (result(results.get(i))) {
          case STORED -> done.add(pending.get(i));
          case TO_BE_TRIED_AGAIN -> again.add(pending.get(i));
          case CUT_SHORT -> {} // it is still pending when the service starts again
        }
      }
    }
    items.done(done);
    items.again(again);
    String note = notes.sentence(pending.size());
    if (note != null) sources.note(source.id(), note);
  }

  private enum Brought {
    STORED,
    TO_BE_TRIED_AGAIN,
    CUT_SHORT
  }

  private static Brought result(Future<Brought> result) {
    try {
      return result.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Brought.CUT_SHORT;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  /** What was wrong with items of one source: the first of it in full, of the others the number. */
  private static final class Notes {
    private @Nullable String first;
    private int count;

    synchronized void add(String note) {
      if (first == null) first = note;
      count++;
    }

    synchronized @Nullable String sentence(int items) {
      return count < 2 ? first : count + " of " + items + " items with problems; " + first;
    }
  }

  private Brought brought(Source source, Pending pending, Notes notes) throws InterruptedException {
    Item item = pending.item();
    Content content = content(source, item);
    Fetched page = content.needsPage() && item.url() != null ? fetched(item.url()) : null;
    if (page instanceof Fetched.Failed failed && failed.kind() == Kind.INTERRUPTED)
      return Brought.CUT_SHORT;
    free.acquire();
    try {
      Extracted read = page == null ? null : read(source, item, page, notes);
      intake.accept(article(source, item, content.text(), read, content.isEnough()));
      boolean mayCome = page != null && read == null && mayCome(page);
      return mayCome && pending.tries() + 1 < MOST_TRIES
          ? Brought.TO_BE_TRIED_AGAIN
          : Brought.STORED;
    } catch (Invalid useless) {
      notes.add("left out an item: " + useless.reason());
      return Brought.STORED;
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "item " + pending.id() + " is not stored yet", failure);
      return Brought.TO_BE_TRIED_AGAIN;
    } finally {
      free.release();
    }
  }

  /** Where too many of ours wait for the host already, waits until the line has gone. */
  private Fetched fetched(URI address) throws InterruptedException {
    Fetched page = net.get(Get.page(address));
    for (int tries = 1; tries < MOST_TRIES && isBusy(page); tries++) {
      Duration wait = Duration.between(clock.instant(), ((Fetched.ComeBack) page).after());
      if (wait.isPositive()) TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      page = net.get(Get.page(address));
    }
    return page;
  }

  private static boolean isBusy(Fetched page) {
    return page instanceof Fetched.ComeBack wait && wait.status() == null;
  }

  /** Whether a page that did not come now may come later. */
  private static boolean mayCome(Fetched page) {
    return switch (page) {
      case Fetched.ComeBack _ -> true;
      case Fetched.Failed failed ->
          switch (failed.kind()) {
            case DNS, CONNECT, TIMEOUT, PROTOCOL -> true;
            case HTTP -> failed.status() != null && failed.status() >= 500;
            default -> false;
          };
      case Fetched.Body _, Fetched.NotModified _ -> false;
    };
  }

  private @Nullable Extracted read(Source source, Item item, Fetched page, Notes notes) {
    return switch (page) {
      case Fetched.Body body -> extracted(source, item, body, notes);
      case Fetched.NotModified _ -> without(item, "says that nothing has changed", notes);
      case Fetched.ComeBack wait ->
          without(item, "asks to be left alone until " + wait.after(), notes);
      case Fetched.Failed failed -> without(item, failed.reason(), notes);
    };
  }

  private @Nullable Extracted extracted(Source source, Item item, Fetched.Body body, Notes notes) {
    Read read = slowLane.read(body.bytes().length, () -> Cores.compute(() -> read(source, body)));
    return read.wall() == null ? read.page() : without(item, read.wall(), notes);
  }

  /** {@code wall} is what the page is where it is no article. */
  private record Read(Extracted page, @Nullable String wall) {}

  private Read read(Source source, Fetched.Body body) {
    Document document = Site.parse(body.bytes(), body.contentType(), body.address());
    Extracted page = extractor.extract(document, body.address(), source.spec().article());
    return new Read(page, Wall.of(document, page.text()));
  }

  private static @Nullable Extracted without(Item item, String reason, Notes notes) {
    notes.add("kept without its page, " + item.url() + ": " + reason);
    return null;
  }

  private NewArticle article(
      Source source, Item item, String text, @Nullable Extracted page, boolean isEnough) {
    if (page == null || page.text().length() < text.length())
      return article(source, item, item.title(), text, page, isEnough);
    String title = item.title().isBlank() && page.title() != null ? page.title() : item.title();
    return article(source, item, title, page.text(), page, true);
  }

  private NewArticle article(
      Source source,
      Item item,
      String title,
      String text,
      @Nullable Extracted page,
      boolean isWhole) {
    URI url = page != null ? page.canonicalUrl() : item.url();
    Instant published = item.date() != null ? item.date() : page == null ? null : page.published();
    String author = item.author() != null ? item.author() : page == null ? null : page.author();
    return new NewArticle(
        identities(source, item, url),
        url == null ? base(source.spec()).toString() : url.toString(),
        title,
        text,
        author,
        believable(published),
        item.lang().isKnown() || page == null ? item.lang() : page.lang(),
        source.id(),
        source.spec().name(),
        isWhole,
        false);
  }

  /** The source's own id, the address in the feed, and the address that the page calls its own. */
  private static List<String> identities(Source source, Item item, @Nullable URI url) {
    List<String> identities = new ArrayList<>();
    identities.add(Digest.of("source", String.valueOf(source.id()), item.identity()));
    if (item.url() != null) identities.add(Intake.identity(item.url()));
    if (url != null && !url.equals(item.url())) identities.add(Intake.identity(url));
    return identities;
  }

  /** No date, or one in the future, means now: feeds of the world have both. */
  private Instant believable(@Nullable Instant published) {
    Instant now = clock.instant();
    return published == null || published.isAfter(now.plusSeconds(86_400)) ? now : published;
  }

  private static URI base(SourceSpec spec) {
    URI address = spec.address();
    return address == null ? URI.create("https://localhost/") : address;
  }
}
