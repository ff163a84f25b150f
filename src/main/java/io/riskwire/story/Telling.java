package io.riskwire.story;

import io.riskwire.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one article tells its story, or the mean of how many do: which words it uses, which times it
 * names, and what it says happened.
 */
public final class Telling {
  /** What a news story is about stands in its first lines. */
  private static final int LEAD = 700;

  /** A lead of so many terms is a full one; a headline alone has none. */
  private static final double FULL_LEAD = 15;

  /** From these on two tellings are alike: headlines alone, and texts with a full lead. */
  private static final double ALIKE_HEADLINES = 0.055;

  private static final double ALIKE_TEXTS = 0.24;

  /**
   * Of names against all words, where there is a lead: in headlines every word may have a capital.
   * A logistic regression over pairs of development articles gave this weight, and those of numbers
   * and of times; cross-validated over topics, more features gained nothing.
   */
  private static final double NAMES = 0.55;

  private static final double OTHER_TIMES = 0.085;
  private static final double SAME_HAPPENING = 0.15;
  private static final double OTHER_HAPPENING = 0.03;

  /** Full leads that share less than this, and are alike by their title alone, tell two things. */
  private static final double LEAST_LEAD = 0.04;

  private static final double BY_TITLE = 0.25;
  private static final double COLUMN_OF_ONE_TITLE = -0.2;

  private static final int MOST_HAPPENINGS = 12;

  final int articles;
  final Profile profile;
  private final Times times;
  private final float fullness;
  private final List<Happening> happenings;

  private Telling(
      int articles, Profile profile, Times times, float fullness, List<Happening> happenings) {
    this.articles = articles;
    this.profile = profile;
    this.times = times;
    this.fullness = fullness;
    this.happenings = happenings;
  }

  /** Who did what to whom; "" where it is not said. */
  private record Happening(String type, String actor, String vendor, String product) {
    static Happening of(Event event) {
      return new Happening(
          event.type().label(),
          fold(event.roles().actor()),
          fold(event.roles().vendor()),
          fold(event.roles().product()));
    }

    private static String fold(@Nullable String name) {
      return name == null ? "" : name.toLowerCase(Locale.ROOT).replace('\n', ' ');
    }

    /** What is said of a product that many ban agrees with none of them while nobody is named. */
    boolean agrees(Happening other) {
      return type.equals(other.type)
          && actor.isEmpty() == other.actor.isEmpty()
          && same(actor, other.actor) + same(vendor, other.vendor) + same(product, other.product)
              >= 2;
    }

    boolean differs(Happening other) {
      return type.equals(other.type)
          && (same(actor, other.actor) < 0
              || same(vendor, other.vendor) < 0
              || same(product, other.product) < 0);
    }

    private static int same(String a, String b) {
      if (a.isEmpty() || b.isEmpty()) return 0;
      return a.equals(b) ? 1 : -1;
    }

    @Override
    public String toString() {
      return String.join("\n", type, actor, vendor, product);
    }

    static Happening parse(String written) {
      String[] parts = written.split("\n", -1);
      return new Happening(parts[0], parts[1], parts[2], parts[3]);
    }
  }

  /**
   * Reads it from a title, a text and what they say happened; costs time, and no input or output.
   */
  public static Telling of(String title, String text, List<Event> events) {
    String body = text.startsWith(title) ? text.substring(title.length()) : text;
    String start = body.substring(0, Math.min(body.length(), LEAD));
    List<Terms.Term> lead = Terms.of(start);
    return new Telling(
        1,
        Profile.of(Terms.of(title), lead),
        Times.of(title + "\n" + start),
        (float) Math.min(1, lead.size() / FULL_LEAD),
        events.stream().map(Happening::of).limit(MOST_HAPPENINGS).distinct().toList());
  }

  /** The mean of all articles of both. */
  Telling with(Telling other) {
    return new Telling(
        articles + other.articles,
        profile.mean(articles, other.profile, other.articles),
        times.mean(articles, other.times, other.articles),
        (fullness * articles + other.fullness * other.articles) / (articles + other.articles),
        Stream.concat(happenings.stream(), other.happenings.stream())
            .limit(MOST_HAPPENINGS)
            .distinct()
            .toList());
  }

  /**
   * How far the likeness of two tellings lies above what is asked for; negative where they tell of
   * two happenings. The likeness is the mean cosine of all pairs of their articles, moved by the
   * times that they name and by what they say happened.
   */
  double likeness(Telling other) {
    var product = profile.times(other.profile);
    if (fullness * other.fullness > 0.8 && product.lead() < LEAST_LEAD && product.all() > BY_TITLE)
      return COLUMN_OF_ONE_TITLE;
    double full = (fullness + other.fullness) / 2;
    double alike =
        (1 - NAMES * full) * product.all()
            + NAMES * full * product.names()
            - OTHER_TIMES * times.conflict(other.times);
    return alike + happened(other) - asked(full);
  }

  private static double asked(double fullness) {
    return ALIKE_HEADLINES + (ALIKE_TEXTS - ALIKE_HEADLINES) * fullness;
  }

  private double happened(Telling other) {
    if (happenings.isEmpty() || other.happenings.isEmpty()) return 0;
    for (Happening mine : happenings)
      for (Happening theirs : other.happenings) if (mine.agrees(theirs)) return SAME_HAPPENING;
    for (Happening mine : happenings)
      for (Happening theirs : other.happenings) if (mine.differs(theirs)) return -OTHER_HAPPENING;
    return 0;
  }

  /** As it is kept in the database. */
  public byte[] bytes() {
    List<byte[]> happened =
        happenings.stream().map(h -> h.toString().getBytes(StandardCharsets.UTF_8)).toList();
    int size = happened.stream().mapToInt(h -> 4 + h.length).sum();
    var to = ByteBuffer.allocate(12 + profile.size() + times.size() + size);
    to.putInt(articles).putFloat(fullness);
    profile.write(to);
    times.write(to);
    to.putInt(happened.size());
    for (byte[] h : happened) to.putInt(h.length).put(h);
    return to.array();
  }

  static Telling of(byte[] bytes) {
    var from = ByteBuffer.wrap(bytes);
    int articles = from.getInt();
    float fullness = from.getFloat();
    Profile profile = Profile.read(from);
    Times times = Times.read(from);
    List<Happening> happenings = new ArrayList<>();
    for (int n = from.getInt(); n > 0; n--) {
      byte[] written = new byte[from.getInt()];
      from.get(written);
      happenings.add(Happening.parse(new String(written, StandardCharsets.UTF_8)));
    }
    return new Telling(articles, profile, times, fullness, List.copyOf(happenings));
  }
}
