package io.riskwire.collect;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed in whatever format, encoding and state of repair it comes: RSS 0.9x, 1.0, 1.1 and
 * 2.0, Atom, CDF and JSON Feed. Never throws for what it is given: what is no feed comes back as
 * one of {@link Feed.Kind#NONE} whose problem says what it is.
 */
final class FeedReader {
  private static final int MOST_PROBLEMS = 20;

  /** How much of a web page is looked at for what it is. */
  private static final int PAGE = 300_000;

  private static final Set<String> FEED_TYPES =
      Set.of("application/rss+xml", "application/atom+xml", "application/feed+json");

  private final ObjectMapper json = new ObjectMapper();

  /** {@code address} is where the feed was read: links in it may be relative to that. */
  Feed read(byte[] body, @Nullable String contentType, URI address) {
    Set<String> problems = new LinkedHashSet<>();
    String text = Encoding.decode(body, contentType, problems::add);
    String start = text.substring(0, Math.min(text.length(), 2_000)).stripLeading();
    if (start.isEmpty() && text.isBlank()) return Feed.none("empty: nothing was sent");
    Feed feed;
    if (start.startsWith("{") || start.startsWith("[")) {
      feed = new JsonFeed(json, address, problems::add).read(text);
    } else if (isPage(start)) {
      return page(text, address);
    } else if (text.indexOf('<') < 0) {
      return Feed.none("not a feed: text without any markup");
    } else {
      feed = new XmlFeed(address, problems::add).read(MarkupParser.parse(text, problems::add));
    }
    return checked(feed, problems);
  }

  private static boolean isPage(String start) {
    String lower = start.toLowerCase(Locale.ROOT);
    int page = first(lower, "<!doctype html", "<html");
    return page < lower.length() && page < first(lower, "<rss", "<feed", "<rdf:rdf");
  }

  private static int first(String text, String... marks) {
    int first = text.length();
    for (String mark : marks) {
      int at = text.indexOf(mark);
      if (at >= 0 && at < first) first = at;
    }
    return first;
  }

  private static Feed page(String text, URI address) {
    Document page =
        Jsoup.parse(text.substring(0, Math.min(text.length(), PAGE)), address.toString());
    String title = PlainText.of(page.title(), 100);
    String called = title.isEmpty() ? "" : " (“" + title + "”)";
    if (page.selectFirst("input[type=password]") != null) {
      return Feed.none("not a feed: a page that asks for a log-in" + called);
    }
    String feeds =
        page.select("link[rel~=(?i)alternate][href]").stream()
            .filter(link -> FEED_TYPES.contains(link.attr("type").strip().toLowerCase(Locale.ROOT)))
            .map(link -> link.absUrl("href"))
            .filter(link -> !link.isEmpty())
            .distinct()
            .limit(3)
            .collect(Collectors.joining(", "));
    return Feed.none(
        "not a feed: a web page" + called + (feeds.isEmpty() ? "" : "; its feeds: " + feeds));
  }

  private static Feed checked(Feed feed, Set<String> found) {
    List<Item> items = withOwnIds(feed.items());
    List<String> problems = new ArrayList<>(feed.problems());
    found.stream().limit(MOST_PROBLEMS).forEach(problems::add);
    return new Feed(
        feed.kind(), feed.title(), feed.site(), feed.lang(), feed.hints(), items, problems);
  }

  /** An id that several articles of one feed share tells nothing; their addresses do. */
  private static List<Item> withOwnIds(List<Item> items) {
    Map<String, Item> first = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Item item : items) {
      if (item.id() == null) continue;
      Item other = first.putIfAbsent(item.id(), item);
      if (other != null && isOtherArticle(item, other)) shared.add(item.id());
    }
    if (shared.isEmpty()) return items;
    return items.stream()
        .map(item -> item.id() != null && shared.contains(item.id()) ? item.withoutId() : item)
        .toList();
  }

  private static boolean isOtherArticle(Item one, Item other) {
    if (one.url() == null || other.url() == null) return !one.title().equals(other.title());
    return !one.url().equals(other.url());
  }
}
