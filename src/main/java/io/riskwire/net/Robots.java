package io.riskwire.net;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.riskwire.base.Invalid;
import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.ComeBack;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import io.riskwire.net.Fetched.NotModified;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the robots.txt of each site says to us (RFC 9309), fetching it when it is not known.
 *
 * <p>A site that has none permits everything. One whose robots.txt fails is left alone, on the
 * rules we had or on none, and asked again after a while; when it has failed for a day it counts as
 * having none, because a site that is otherwise up would be lost for ever (RFC 9309 2.3.1.4 speaks
 * of 30 days, for crawlers that read all of it).
 */
final class Robots {
  static final int SIZE = 500 * 1024;
  private static final List<String> US = List.of("riskwire");
  private static final Duration LONGEST_KEPT = Duration.ofHours(24);
  private static final Duration SHORTEST_KEPT = Duration.ofHours(1);
  private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);
  private static final Duration UNREACHED = Duration.ofMinutes(1);
  private static final Duration GIVEN_UP = Duration.ofHours(24);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final int MANY = 10_000;

  private final Function<Address, Fetched> fetch;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Site> sites = new ConcurrentHashMap<>();

  /** {@code fetch} reads a robots.txt, following redirects, without asking here. */
  Robots(Function<Address, Fetched> fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /** The pause that the site wants between requests, if we may read the page at all. */
  Duration admit(Address page) throws NoAnswer {
    Rules rules = site(page.origin()).rules(page);
    if (rules.trouble != null) throw new NoAnswer(rules.trouble);
    if (!rules.said.isAllowed(page.uri().toString())) {
      throw new NoAnswer(
          Kind.ROBOTS, "the robots.txt of " + page.host() + " asks not to read this");
    }
    Duration delay = Duration.ofMillis(Math.max(0, rules.said.getCrawlDelay()));
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }

  /** The sitemaps that the robots.txt of a page's site names. */
  List<Address> sitemaps(Address page) {
    List<Address> sitemaps = new ArrayList<>();
    for (String named : site(page.origin()).rules(page).said.getSitemaps()) {
      try {
        sitemaps.add(Address.of(named));
      } catch (Invalid noAddress) {
        // of all the mistakes in a robots.txt the least
      }
    }
    return sitemaps;
  }

  private Site site(String origin) {
    if (sites.size() > MANY) sites.values().removeIf(site -> site.isStale(clock.instant()));
    return sites.computeIfAbsent(origin, o -> new Site());
  }

  /** {@code trouble}: nothing may be read, for this reason. */
  private record Rules(SimpleRobotRules said, @Nullable Fetched trouble, Instant until) {}

  private final class Site {
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Rules rules;
    private @Nullable Instant failingSince;
    private @Nullable SimpleRobotRules lastSaid;

    Rules rules(Address page) {
      reading.lock();
      try {
        Rules known = rules;
        if (known != null && clock.instant().isBefore(known.until)) return known;
        Rules read = read(page);
        rules = read;
        return read;
      } finally {
        reading.unlock();
      }
    }

    boolean isStale(Instant now) {
      Rules known = rules;
      return known != null && !now.isBefore(known.until);
    }

    private Rules read(Address page) {
      Address file = page.resolve("/robots.txt");
      return switch (fetch.apply(file)) {
        case Body body -> said(parse(file, body), body.maxAge());
        case NotModified unasked -> said(everything(), null);
        case ComeBack later when later.status() == null -> unasked(later);
        case ComeBack later -> failing(page, later.status(), later.after());
        case Failed failed -> failed(page, failed);
      };
    }

    private Rules failed(Address page, Failed failed) {
      Integer status = failed.status();
      boolean isMissing =
          (status != null && status >= 400 && status < 500)
              || failed.kind() == Kind.TOO_MANY_REDIRECTS;
      if (isMissing) return said(everything(), null);
      if (failed.kind() == Kind.HTTP) return failing(page, status, null);
      Instant now = clock.instant();
      if (failed.kind() == Kind.INTERRUPTED) return unasked(failed);
      // no word from the site at all: what the page itself would come to
      return trouble(failed, now.plus(UNREACHED));
    }

    /** The caller was stopped or had no turn, which says nothing about the site. */
    private Rules unasked(Fetched why) {
      return new Rules(everything(), why, clock.instant());
    }

    private Rules failing(Address page, @Nullable Integer status, @Nullable Instant after) {
      String reason = "the robots.txt of " + page.host() + " could not be read: status " + status;
      Instant again = clock.instant().plus(ASKED_AGAIN);
      return trouble(
          new Failed(status, Kind.ROBOTS, reason),
          after != null && after.isAfter(again) ? after : again);
    }

    private Rules trouble(Failed failed, Instant until) {
      Instant now = clock.instant();
      Instant since = failingSince == null ? now : failingSince;
      failingSince = since;
      SimpleRobotRules last = lastSaid;
      if (last != null) return new Rules(last, null, until);
      boolean isGivenUp = !now.isBefore(since.plus(GIVEN_UP));
      return new Rules(everything(), isGivenUp ? null : failed, until);
    }

    private Rules said(SimpleRobotRules said, @Nullable Duration maxAge) {
      failingSince = null;
      lastSaid = said;
      Duration kept = maxAge == null || maxAge.compareTo(LONGEST_KEPT) > 0 ? LONGEST_KEPT : maxAge;
      if (kept.compareTo(SHORTEST_KEPT) < 0) kept = SHORTEST_KEPT;
      return new Rules(said, null, clock.instant().plus(kept));
    }
  }

  private static SimpleRobotRules parse(Address file, Body body) {
    String type = body.contentType() == null ? "text/plain" : body.contentType();
    // a longer Crawl-delay would make the parser forbid the whole site; we cut it instead
    return new SimpleRobotRulesParser(Long.MAX_VALUE, 0)
        .parseContent(file.uri().toString(), body.bytes(), type, US);
  }

  private static SimpleRobotRules everything() {
    return new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
  }
}
