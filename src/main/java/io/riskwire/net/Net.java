package io.riskwire.net;

import io.quarkus.runtime.configuration.MemorySize;
import io.riskwire.base.Invalid;
import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.ComeBack;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import io.riskwire.net.Fetched.NotModified;
import io.riskwire.net.Turns.Turn;
import io.riskwire.net.Wire.Bounds;
import io.riskwire.net.Wire.Message;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The only way out to addresses that users name: feeds, pages, webhooks.
 *
 * <p>Calls block, if need be for minutes while others are served by the same host; make them on
 * virtual threads.
 */
@ApplicationScoped
public class Net implements AutoCloseable {
  /** What a webhook answers is shown to nobody; the status is what counts. */
  private static final int WEBHOOK_ANSWER = 64 * 1024;

  /** A host that answers "too many requests" and not for how long is left alone for so long. */
  private static final Duration UNSAID_PAUSE = Duration.ofMinutes(1);

  private final FetchSettings settings;
  private final InstantSource clock;
  private final Wire fetching;
  private final Wire webhooks;
  private final Turns turns;
  private final Robots robots;

  Net(FetchSettings fetch, WebhookSettings webhook, Resolver resolver, InstantSource clock) {
    this.settings = fetch;
    this.clock = clock;
    // two of them: a kept connection that only webhooks may have must not serve a source
    fetching = new Wire(fetch, guard(fetch.allow()), resolver);
    webhooks = new Wire(fetch, guard(webhook.allow()), resolver);
    turns = new Turns(fetch.hostGap(), clock);
    robots = new Robots(this::robotsFile, clock);
  }

  /** Reads an address, following redirects. Throws nothing. */
  public Fetched get(Get get) {
    try {
      return follow(get);
    } catch (NoAnswer none) {
      return none.outcome();
    }
  }

  /** The sitemaps that the robots.txt of a site names; none where it cannot be read. */
  public List<URI> sitemaps(URI site) {
    try {
      return robots.sitemaps(address(site)).stream().map(Address::uri).toList();
    } catch (NoAnswer none) {
      return List.of();
    }
  }

  /** Sends a message, once. Throws nothing; a redirect is a failure. */
  public Fetched post(Post post) {
    try {
      Address address = address(post.address());
      Map<String, String> headers = headers("*/*", post.headers());
      Message message = new Message(headers, post.body(), post.contentType());
      Bounds bounds = new Bounds(WEBHOOK_ANSWER, true, settings.wholeTimeout());
      Answer answer = send(webhooks, address, message, bounds, Duration.ZERO);
      return outcome(answer, address, null, Validators.NONE);
    } catch (NoAnswer none) {
      return none.outcome();
    }
  }

  private Fetched follow(Get get) throws NoAnswer {
    Address at = address(get.address());
    Map<String, String> own = get.headers();
    URI movedTo = null;
    boolean isForGood = true;
    Bounds bounds = bounds(get.use());
    for (int redirects = 0; redirects <= settings.redirects(); redirects++) {
      Duration delay = get.use() == Use.PAGE ? robots.admit(at) : Duration.ZERO;
      Answer answer = send(fetching, at, message(get, own), bounds, delay);
      if (!answer.isRedirect()) return outcome(answer, at, movedTo, get.validators());
      Address next = next(at, answer);
      if (!isSameSite(at, next)) own = dropped(own, at, next);
      isForGood &= answer.isPermanentRedirect();
      movedTo = isForGood ? next.uri() : null;
      bounds = bounds.after(answer.took());
      at = next;
    }
    throw new NoAnswer(Kind.TOO_MANY_REDIRECTS, "the address redirects too often");
  }

  private Answer send(Wire wire, Address to, Message message, Bounds bounds, Duration delay)
      throws NoAnswer {
    try (Turn turn = turns.take(to.host(), delay)) {
      return wire.send(to, message, bounds);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Trouble.stopping();
    }
  }

  private Fetched outcome(Answer answer, Address at, @Nullable URI movedTo, Validators before) {
    Instant now = clock.instant();
    Duration maxAge = answer.maxAge(now);
    if (answer.isSuccess()) {
      return new Body(
          at.uri(),
          movedTo,
          answer.status(),
          answer.bytes(),
          answer.header("Content-Type"),
          answer.validators(),
          maxAge);
    }
    if (answer.status() == 304) return new NotModified(answer.validators().or(before), maxAge);
    Instant after = answer.retryAfter(now);
    if (answer.status() == 429 && after == null) after = now.plus(UNSAID_PAUSE);
    if (after != null) {
      ComeBack pause = new ComeBack(answer.status(), after);
      turns.pause(at.host(), pause);
      return pause;
    }
    String reason = at.host() + " answered with status " + answer.status();
    return new Failed(answer.status(), Kind.HTTP, reason);
  }

  private static Address address(URI named) throws NoAnswer {
    try {
      return Address.of(named.toString());
    } catch (Invalid refused) {
      throw new NoAnswer(Kind.REFUSED_ADDRESS, refused.reason());
    }
  }

  private static Address next(Address at, Answer answer) throws NoAnswer {
    try {
      return at.resolve(answer.location());
    } catch (Invalid refused) {
      throw new NoAnswer(
          Kind.REFUSED_ADDRESS, at.host() + " redirects to where it must not: " + refused.reason());
    }
  }

  /** Secrets stay with the host they are for; going over to https there is no other host. */
  private static boolean isSameSite(Address at, Address next) {
    boolean isUpgrade = !at.isEncrypted() && at.port() == 80 && next.port() == 443;
    return at.origin().equals(next.origin())
        || (isUpgrade && next.isEncrypted() && at.host().equals(next.host()));
  }

  /**
   * Redirects from https to http are followed, as browsers do, but not for a source with headers of
   * its own: what needed a secret must not come from whoever sits on the line.
   */
  private static Map<String, String> dropped(Map<String, String> own, Address at, Address next)
      throws NoAnswer {
    if (!own.isEmpty() && at.isEncrypted() && !next.isEncrypted()) {
      throw new NoAnswer(Kind.TLS, at.host() + " redirects to an address without encryption");
    }
    return Map.of();
  }

  private Message message(Get get, Map<String, String> own) {
    Map<String, String> headers = headers(get.use().accept, own);
    Validators known = get.validators();
    if (known.etag() != null) headers.put("If-None-Match", known.etag());
    if (known.lastModified() != null) headers.put("If-Modified-Since", known.lastModified());
    return new Message(headers, null, null);
  }

  private Map<String, String> headers(String accept, Map<String, String> own) {
    String contact = settings.contact().map(c -> " (+" + c.strip() + ")").orElse("");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", settings.product() + contact);
    headers.put("Accept", accept);
    headers.put("Accept-Encoding", Unpacking.ACCEPTED);
    headers.putAll(own);
    return headers;
  }

  private Bounds bounds(Use use) {
    Duration time = settings.wholeTimeout();
    return switch (use) {
      case FEED -> new Bounds(bytes(settings.feedSize()), false, time);
      case PAGE -> new Bounds(bytes(settings.pageSize()), false, time);
      case ROBOTS -> new Bounds(Robots.SIZE, true, time);
    };
  }

  /** An array holds no more. */
  private static int bytes(MemorySize size) {
    return (int) Math.min(Integer.MAX_VALUE - 8, size.asLongValue());
  }

  private Fetched robotsFile(Address file) {
    return get(new Get(file.uri(), Validators.NONE, Map.of(), Use.ROBOTS));
  }

  private Guard guard(Optional<List<String>> allowed) {
    return new Guard(settings.allowPrivateNetworks(), allowed.orElse(List.of()));
  }

  @Override
  @PreDestroy
  public void close() {
    fetching.close();
    webhooks.close();
  }
}
