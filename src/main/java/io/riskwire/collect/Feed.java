package io.riskwire.collect;

import io.riskwire.article.Storable;
import io.riskwire.base.Lang;
import io.riskwire.source.Wishes;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a feed's document says: its items in the document's order, and in words for the user what
 * was wrong with it. {@link Kind#NONE} is what turned out to be no feed; its problems say what it
 * is instead.
 */
record Feed(
    Kind kind,
    @Nullable String title,
    @Nullable URI site,
    Lang lang,
    Hints hints,
    List<Item> items,
    List<String> problems) {

  /** Enough for an archive of years; what comes after is not read. */
  static final int MOST_ITEMS = 5_000;

  Feed {
    items = List.copyOf(items);
    problems = problems.stream().map(Storable::of).toList();
  }

  static Feed none(String problem) {
    return new Feed(Kind.NONE, null, null, Lang.UNKNOWN, Hints.NONE, List.of(), List.of(problem));
  }

  boolean isFeed() {
    return kind != Kind.NONE;
  }

  enum Kind {
    RSS("rss"),
    RDF("rss-1.0"),
    ATOM("atom"),
    CDF("cdf"),
    JSON("json-feed"),
    /** The links of a page. */
    SITE("site"),
    /** A news sitemap. */
    SITEMAP("sitemap"),
    NONE("none");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As the API spells it. */
    String label() {
      return label;
    }
  }

  /**
   * When the feed asks to be read: at most once in {@code ttl} or {@code updatePeriod}, not in the
   * hours (0–23, UTC) and days to skip.
   */
  record Hints(
      @Nullable Duration ttl,
      Set<Integer> skipHours,
      Set<DayOfWeek> skipDays,
      @Nullable Duration updatePeriod) {
    static final Hints NONE = new Hints(null, Set.of(), Set.of(), null);

    Hints {
      skipHours = Set.copyOf(skipHours);
      skipDays = Set.copyOf(skipDays);
    }

    /** Blog software says "hourly" of every feed, and some say "weekly" without meaning it. */
    private static final Duration LONGEST_PERIOD = Duration.ofHours(1);

    Wishes wishes() {
      Duration period = updatePeriod;
      if (period != null && period.compareTo(LONGEST_PERIOD) > 0) period = LONGEST_PERIOD;
      boolean isPeriod = ttl == null || (period != null && period.compareTo(ttl) > 0);
      return new Wishes(isPeriod ? period : ttl, skipHours, skipDays);
    }
  }
}
