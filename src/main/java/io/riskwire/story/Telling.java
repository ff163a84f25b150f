package io.riskwire.story;

import io.riskwire.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/** How one article tells its story: the words of its head, its happenings, its fingerprint. */
public final class Telling {
  private final Map<String, Double> words;
  private final Set<String> title;
  private final List<Event> events;
  private final Fingerprint fingerprint;

  private static final int LEAD = 900;
  private static final int TITLE_WORDS = 5;
  private static final double TITLE_WEIGHT = 2;

  private static final Analyzer ENGLISH = new EnglishAnalyzer();

  private Telling(
      Map<String, Double> words, Set<String> title, List<Event> events, Fingerprint fingerprint) {
    this.words = words;
    this.title = title;
    this.events = events;
    this.fingerprint = fingerprint;
  }

  /**
   * Reads it from a title, a text and what they say happened; costs time, and no input or output.
   */
  public static Telling of(String title, String text, List<Event> events) {
    List<String> head = terms(title);
    Map<String, Double> words = new HashMap<>();
    for (String term : head) words.merge(term, TITLE_WEIGHT, Double::sum);
    for (String term : terms(text.substring(0, Math.min(text.length(), LEAD))))
      words.merge(term, 1.0, Double::sum);
    words.replaceAll((term, count) -> (1 + Math.log(count)) * rarity(term));
    return new Telling(words, Set.copyOf(head), List.copyOf(events), Fingerprint.of(text));
  }

  /** Under which keys articles that tell the same are looked for. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(fingerprint.bands());
    List<String> heads =
        title.stream()
            .sorted(Comparator.comparingDouble((String t) -> -rarity(t)).thenComparing(t -> t))
            .limit(TITLE_WORDS)
            .sorted()
            .toList();
    for (int i = 0; i < heads.size(); i++)
      for (int j = i + 1; j < heads.size(); j++)
        keys.add(key("t:" + heads.get(i) + " " + heads.get(j)));
    for (Event event : events) partiesOf(event).forEach(p -> keys.add(key("e:" + p)));
    return keys;
  }

  /**
   * How alike two tellings are, 0 to 1: near-copies 1, else the cosine of their words, moved by
   * what they say happened: the same happening brings them together, other parties part them.
   */
  double likeness(Telling other) {
    if (fingerprint.overlap(other.fingerprint) >= 0.6) return 1;
    double cosine = cosine(other);
    if (events.isEmpty() || other.events.isEmpty()) return cosine;
    boolean same = events.stream().anyMatch(e -> other.events.stream().anyMatch(o -> agree(e, o)));
    boolean apart =
        !same && events.stream().anyMatch(e -> other.events.stream().anyMatch(o -> differ(e, o)));
    return Math.clamp(cosine + (same ? 0.3 : apart ? -0.3 : 0), 0, 1);
  }

  private double cosine(Telling other) {
    double dot = 0;
    for (var word : words.entrySet())
      dot += word.getValue() * other.words.getOrDefault(word.getKey(), 0.0);
    return dot == 0 ? 0 : dot / (norm() * other.norm());
  }

  private double norm() {
    return Math.sqrt(words.values().stream().mapToDouble(w -> w * w).sum());
  }

  private static Stream<String> partiesOf(Event event) {
    String actor = event.roles().actor();
    String vendor = event.roles().vendor();
    String product = event.roles().product();
    String type = event.type().label();
    return Stream.of(
            pair(type, actor, vendor), pair(type, actor, product), pair(type, vendor, product))
        .filter(p -> p != null)
        .map(p -> p.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String pair(String type, @Nullable String a, @Nullable String b) {
    return a == null || b == null ? null : type + "|" + a + "|" + b;
  }

  private static boolean agree(Event a, Event b) {
    if (a.type() != b.type()) return false;
    return same(a.roles().actor(), b.roles().actor())
            + same(a.roles().vendor(), b.roles().vendor())
            + same(a.roles().product(), b.roles().product())
        >= 2;
  }

  private static boolean differ(Event a, Event b) {
    return a.type() == b.type()
        && (same(a.roles().actor(), b.roles().actor()) < 0
            || same(a.roles().vendor(), b.roles().vendor()) < 0
            || same(a.roles().product(), b.roles().product()) < 0);
  }

  /** 1 the same, -1 another, 0 not stated by one of them. */
  private static int same(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) return 0;
    return a.equalsIgnoreCase(b) ? 1 : -1;
  }

  /** Long words and numbers are rarer than short ones, and say more. */
  private static double rarity(String term) {
    if (Character.isDigit(term.charAt(0))) return 1.2;
    return Math.min(term.length(), 8) / 5.0;
  }

  private static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    try (var stream = ENGLISH.tokenStream("", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) terms.add(term.toString());
      stream.end();
    } catch (IOException neverFromMemory) {
      throw new UncheckedIOException(neverFromMemory);
    }
    return terms;
  }

  private static String key(String text) {
    return text.length() <= 80
        ? text
        : text.substring(0, 60) + Integer.toHexString(text.hashCode());
  }
}
