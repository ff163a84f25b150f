package io.riskwire.source;

import io.riskwire.base.Invalid;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of a source, in {@code feeds.yaml}, over the API or in a list of feeds. Exactly
 * one of {@code url} (a feed), {@code site} (a page whose links lead to articles) and {@code
 * sample} (the bundled newswire). {@code links} and {@code article} are CSS selectors, found
 * automatically where left out, as {@code interval} and {@code fullText} then follow the defaults.
 * {@code headers} go with each request to the address itself; a secret in them stands in the
 * environment: {@code Bearer ${RISKWIRE_SECRET_WIRE}}. Making one throws {@link Invalid}, naming
 * the field, for whatever could not be polled as it stands.
 */
public record SourceSpec(
    String name,
    @Nullable URI url,
    @Nullable URI site,
    @Nullable String links,
    @Nullable Selectors article,
    List<String> tags,
    @Nullable Duration interval,
    @Nullable Boolean fullText,
    boolean sample,
    Map<String, String> headers) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TAG = 50;
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_SELECTOR = 500;
  private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(7);
  private static final int MOST_HEADERS = 20;
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  /** A variable of the environment in the value of a header. */
  public static final Pattern SECRET = Pattern.compile("\\$\\{(RISKWIRE_SECRET_[A-Z0-9_]+)}");

  private static final Pattern INTERVAL = Pattern.compile("(?i)([0-9]{1,6})\\s*([smhd])");

  public SourceSpec {
    name = checkedName(name);
    long ways = Stream.of(url, site).filter(Objects::nonNull).count() + (sample ? 1 : 0);
    if (ways == 0) throw new Invalid("url", "missing: one of url, site or sample: true");
    if (ways > 1) throw new Invalid("url", "only one of url, site and sample");
    if (url != null) checkAddress("url", url);
    if (site != null) checkAddress("site", site);
    if (site == null && links != null) throw new Invalid("links", "only with site");
    if (links != null) checkSelector("links", links);
    tags = checkedTags(tags);
    if (interval != null) checkInterval(interval);
    headers = checkedHeaders(Objects.requireNonNullElse(headers, Map.of()));
  }

  /** A source that needs no headers of its own. */
  public SourceSpec(
      String name,
      @Nullable URI url,
      @Nullable URI site,
      @Nullable String links,
      @Nullable Selectors article,
      List<String> tags,
      @Nullable Duration interval,
      @Nullable Boolean fullText,
      boolean sample) {
    this(name, url, site, links, article, tags, interval, fullText, sample, Map.of());
  }

  /** A feed of which nothing else is said. */
  public static SourceSpec feed(String name, URI url, List<String> tags) {
    return new SourceSpec(name, url, null, null, null, tags, null, null, false);
  }

  /** The same source after it has moved. */
  SourceSpec at(URI moved) {
    return new SourceSpec(
        name,
        url == null ? null : moved,
        url == null ? moved : null,
        links,
        article,
        tags,
        interval,
        fullText,
        false,
        headers);
  }

  /** Where in an article's page its parts are, as CSS selectors; null where to be found. */
  public record Selectors(
      @Nullable String title, @Nullable String text, @Nullable String published) {
    public Selectors {
      if (title != null) checkSelector("article.title", title);
      if (text != null) checkSelector("article.text", text);
      if (published != null) checkSelector("article.published", published);
    }
  }

  /** The address that is polled, or null for the sample. */
  public @Nullable URI address() {
    return url != null ? url : site;
  }

  /** Reads {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d} or ISO 8601, from 1m to 7d. */
  public static Duration interval(String written) {
    Duration interval = duration(written.strip());
    checkInterval(interval);
    return interval;
  }

  private static Duration duration(String text) {
    Matcher simple = INTERVAL.matcher(text);
    if (simple.matches()) {
      long number = Long.parseLong(simple.group(1));
      return switch (simple.group(2).toLowerCase(Locale.ROOT)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException notIso) {
      throw new Invalid("interval", "not a time span: " + shown(text) + " (write 15m, 2h or 1d)");
    }
  }

  /** Reads an http or https address; {@code field} is named where it is none. */
  public static URI address(String field, String written) {
    URI address = Address.of(written);
    if (address == null) throw new Invalid(field, "not a web address: " + shown(written));
    return address;
  }

  private static String checkedName(String name) {
    String plain = name.strip();
    if (plain.isEmpty()) throw new Invalid("name", "missing");
    if (plain.length() > LONGEST_NAME) {
      throw new Invalid("name", "longer than " + LONGEST_NAME + " characters");
    }
    if (plain.chars().anyMatch(Character::isISOControl)) {
      throw new Invalid("name", "has control characters");
    }
    return plain;
  }

  private static void checkAddress(String field, URI address) {
    URI same = Address.of(address.toString());
    if (same == null || Address.host(same).isEmpty()) {
      throw new Invalid(field, "not an http or https address: " + shown(address.toString()));
    }
  }

  private static void checkSelector(String field, String selector) {
    if (selector.isBlank()) throw new Invalid(field, "an empty selector");
    if (selector.length() > LONGEST_SELECTOR) {
      throw new Invalid(field, "longer than " + LONGEST_SELECTOR + " characters");
    }
    try {
      QueryParser.parse(selector);
    } catch (SelectorParseException | IllegalArgumentException bad) {
      throw new Invalid(field, "not a CSS selector: " + shown(selector));
    }
  }

  private static List<String> checkedTags(List<String> tags) {
    if (tags.size() > MOST_TAGS) throw new Invalid("tags", "more than " + MOST_TAGS);
    List<String> plain = tags.stream().map(String::strip).distinct().toList();
    for (String tag : plain) {
      if (tag.isEmpty()) throw new Invalid("tags", "an empty tag");
      if (tag.length() > LONGEST_TAG) {
        throw new Invalid("tags", "longer than " + LONGEST_TAG + " characters: " + shown(tag));
      }
    }
    return plain;
  }

  /** Only variables of this name, so that no source can carry off another secret. */
  private static Map<String, String> checkedHeaders(Map<String, String> headers) {
    if (headers.size() > MOST_HEADERS) throw new Invalid("headers", "more than " + MOST_HEADERS);
    headers.forEach(
        (name, value) -> {
          if (!HEADER.matcher(name).matches()) {
            throw new Invalid("headers", "not the name of a header: " + shown(name));
          }
          if (value.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("headers", "control characters in the value of " + name);
          }
          if (VARIABLE.matcher(value).results().anyMatch(v -> !SECRET.matcher(v.group()).matches()))
            throw new Invalid("headers", "only variables named RISKWIRE_SECRET_… stand in headers");
        });
    return Map.copyOf(headers);
  }

  private static void checkInterval(Duration interval) {
    if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new Invalid("interval", "not between 1m and 7d");
    }
  }

  private static String shown(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
