package io.riskwire.collect;

import io.riskwire.article.Digest;
import io.riskwire.article.Extracted;
import io.riskwire.article.Extractor;
import io.riskwire.article.NewArticle;
import io.riskwire.article.Selectors;
import io.riskwire.base.Invalid;
import io.riskwire.collect.Items.Pending;
import io.riskwire.intake.Intake;
import io.riskwire.net.Fetched;
import io.riskwire.net.Get;
import io.riskwire.net.Net;
import io.riskwire.source.Source;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings pending items in: reads the article's page where the feed does not carry the whole text,
 * and hands over what there is. A page that cannot come costs the item nothing but its text.
 */
@ApplicationScoped
class Pages {
  private static final Logger LOG = Logger.getLogger(Pages.class.getName());

  /** A feed's "whole" content shorter than this is taken for a teaser. */
  private static final int TEASER = 500;

  /** So many articles are on their way at once, over all sources. */
  private static final int AT_ONCE = 128;

  private final Net net;
  private final Intake intake;
  private final Items items;
  private final Sources sources;
  private final InstantSource clock;
  private final Extractor extractor;
  private final Semaphore free = new Semaphore(AT_ONCE);

  Pages(
      Net net,
      Intake intake,
      Items items,
      Sources sources,
      Extractor extractor,
      InstantSource clock) {
    this.net = net;
    this.intake = intake;
    this.items = items;
    this.sources = sources;
    this.extractor = extractor;
    this.clock = clock;
  }

  /** Brings in what of a source is pending; returns when it is stored. */
  void bring(Source source) {
    List<Pending> pending = items.pending(source.id());
    List<Pending> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results =
          pending.stream().map(p -> threads.submit(() -> isBrought(source, p))).toList();
      for (int i = 0; i < results.size(); i++) if (isTrue(results.get(i))) done.add(pending.get(i));
    }
    items.done(done);
  }

  private static boolean isTrue(Future<Boolean> result) {
    try {
      return result.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private boolean isBrought(Source source, Pending pending) throws InterruptedException {
    free.acquire();
    try {
      intake.accept(article(source, pending.item()));
      return true;
    } catch (Invalid useless) {
      sources.note(source.id(), "left out an item: " + useless.reason());
      return true;
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "item " + pending.id() + " is not stored yet", failure);
      items.again(pending);
      return false;
    } finally {
      free.release();
    }
  }

  private NewArticle article(Source source, Item item) {
    URI base = item.url() == null ? base(source.spec()) : item.url();
    String text = Extractor.plain(item.html(), base);
    boolean isWhole = item.isWhole() && text.length() >= TEASER;
    boolean isEnough = isWhole || Boolean.FALSE.equals(source.spec().fullText());
    Extracted page = isEnough || item.url() == null ? null : page(source, item.url());
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

  private @Nullable Extracted page(Source source, URI address) {
    return switch (net.get(Get.page(address))) {
      case Fetched.Body body -> extract(source, body);
      case Fetched.NotModified _ -> null;
      case Fetched.ComeBack wait ->
          without(source, address, "asks to be left alone until " + wait.after());
      case Fetched.Failed failed -> without(source, address, failed.reason());
    };
  }

  private Extracted extract(Source source, Fetched.Body body) {
    SourceSpec.Selectors chosen = source.spec().article();
    var selectors =
        chosen == null
            ? Selectors.NONE
            : new Selectors(chosen.title(), chosen.text(), chosen.published());
    String html = Site.parse(body.bytes(), body.contentType(), body.address()).outerHtml();
    return extractor.extract(html, body.address(), selectors);
  }

  private @Nullable Extracted without(Source source, URI address, String reason) {
    sources.note(source.id(), "kept without its page, " + address + ": " + reason);
    return null;
  }

  private static URI base(SourceSpec spec) {
    URI address = spec.address();
    return address == null ? URI.create("https://localhost/") : address;
  }
}
