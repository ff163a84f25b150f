package io.riskwire.vendor;

import io.riskwire.base.Invalid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of vendors that matter to somebody, as a purchasing system lists them. {@code tellsOwners}:
 * whether the owners of its entries get mail about their vendors; {@code isKept}: false for a
 * preview that nobody has confirmed yet.
 */
public record Watchlist(
    long id,
    String name,
    boolean tellsOwners,
    boolean isKept,
    Instant created,
    Instant changed,
    List<Entry> entries) {
  private static final int LONGEST_NAME = 200;

  public Watchlist {
    entries = List.copyOf(entries);
  }

  /** A name that a watchlist may have. */
  public static String checkedName(@Nullable String name) {
    String given = name == null ? "" : name.strip();
    if (given.isEmpty() || given.length() > LONGEST_NAME)
      throw new Invalid("name", "1 to 200 characters");
    return given;
  }

  /** The vendors that its entries are matched to, in canonical form. */
  public Set<String> vendors() {
    Set<String> vendors = new LinkedHashSet<>();
    for (Entry entry : entries) {
      String vendor = entry.match().vendor();
      if (vendor != null) vendors.add(vendor);
    }
    return vendors;
  }

  public long count(State state) {
    return entries.stream().filter(e -> e.match().state() == state).count();
  }

  /** One line of it. */
  public record Entry(long id, Row row, Match match) {}

  /** How much depends on a vendor. */
  public enum Criticality {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** As the world spells it: {@code high}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Criticality of(String label) {
      return Arrays.stream(values())
          .filter(c -> c.label().equals(label))
          .findFirst()
          .orElseThrow(
              () -> new Invalid("criticality", "one of low, medium, high, critical, not " + label));
    }
  }

  /**
   * What the purchasing system says: {@code line} of its file, {@code name} as it was uploaded,
   * {@code owner}: an e-mail address or a name, {@code contract} and {@code renewal}: since when,
   * and when it runs out.
   */
  public record Row(
      int line,
      String name,
      @Nullable String domain,
      @Nullable String product,
      @Nullable String owner,
      @Nullable Criticality criticality,
      @Nullable LocalDate contract,
      @Nullable LocalDate renewal) {
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_DOMAIN = 300;
    private static final int LONGEST_OWNER = 320;

    public Row {
      if (Vendors.slug(name).isEmpty()) throw new Invalid("name", "no letter or digit in it");
      checkLength("name", name, LONGEST_NAME);
      checkLength("domain", domain, LONGEST_DOMAIN);
      checkLength("product", product, LONGEST_NAME);
      checkLength("owner", owner, LONGEST_OWNER);
    }

    private static void checkLength(String field, @Nullable String text, int longest) {
      if (text != null && text.length() > longest)
        throw new Invalid(field, "longer than " + longest + " characters");
    }

    /** Only a name. */
    public static Row of(String name) {
      return new Row(0, name, null, null, null, null, null, null);
    }
  }

  /** What became of a name. */
  public enum State {
    /** It is a vendor that is known. */
    MATCHED,
    /** It may be one of the candidates; somebody has to say. */
    REVIEW,
    /** Nobody knew it, so it was made a vendor. */
    CREATED;

    /** As the world spells it: {@code review}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which vendor is meant, with a score of 0 to 1 and the reason; none while in review. {@code
   * candidates}: the vendors that it may be, the best first, at most three.
   */
  public record Match(
      State state,
      @Nullable String vendor,
      double score,
      String reason,
      List<Candidate> candidates) {
    public Match {
      candidates = List.copyOf(candidates);
    }

    /** Somebody said which vendor it is. */
    Match settled(State state, String vendor, String reason) {
      return new Match(state, vendor, 1, reason, candidates);
    }
  }

  /** A vendor that may be meant, and why. */
  public record Candidate(String vendor, double score, String reason) {}
}
