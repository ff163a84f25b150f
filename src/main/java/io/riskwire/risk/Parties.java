package io.riskwire.risk;

import static java.util.stream.Collectors.joining;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When two reports of one type speak of the same happening: who is named, and how far apart. */
final class Parties {
  private static final Set<String> LEGAL_FORMS =
      Set.of("inc", "ltd", "llc", "corp", "corporation", "group", "plc", "gmbh", "ag", "sa", "co");

  /** Two letters are the initials of too many. */
  private static final Pattern INITIALS = Pattern.compile("\\p{Lu}{3,6}");

  /** One name may have so many words more than the other: the country of a ministry. */
  private static final int MOST_MORE = 2;

  private Parties() {}

  /** How long after its last report a happening of this type may be told again. */
  static Duration reach(EventType type) {
    return switch (type) {
      case OUTAGE -> Duration.ofDays(3);
      case SECURITY_INCIDENT, VULNERABILITY -> Duration.ofDays(30);
      case TOOL_BAN,
          VENDOR_DISPUTE,
          ACCESS_CUTOFF,
          LEGAL_ACTION,
          REGULATORY_ACTION,
          TRADE_RESTRICTION,
          HIDDEN_BEHAVIOUR,
          IP_DISPUTE,
          OWNERSHIP_CHANGE,
          FINANCIAL_DISTRESS,
          PRODUCT_CHANGE ->
          Duration.ofDays(60);
    };
  }

  /**
   * Whether two reports of one type are of one happening: no party differs, and those that matter
   * agree: for a ban who bans and what, for the others whom it concerns. Within one story it is
   * enough that one party agrees.
   */
  static boolean agree(EventType type, Roles a, Roles b, boolean isSameStory) {
    int actor = compare(a.actor(), b.actor(), isSameStory);
    int vendor = compare(a.vendor(), b.vendor(), isSameStory);
    int product = compare(a.product(), b.product(), isSameStory);
    if (actor < 0 || vendor < 0 && product <= 0 || product < 0 && !isSameStory) return false;
    if (isSameStory) return actor + vendor + product > 0;
    boolean isSameTarget = vendor > 0 || product > 0;
    return switch (type) {
      case TOOL_BAN,
          VENDOR_DISPUTE,
          LEGAL_ACTION,
          TRADE_RESTRICTION,
          REGULATORY_ACTION,
          IP_DISPUTE ->
          actor > 0 && isSameTarget;
      case VULNERABILITY -> product > 0;
      case ACCESS_CUTOFF,
          SECURITY_INCIDENT,
          HIDDEN_BEHAVIOUR,
          OUTAGE,
          OWNERSHIP_CHANGE,
          FINANCIAL_DISTRESS,
          PRODUCT_CHANGE ->
          isSameTarget;
    };
  }

  /** Whether two names are one's, whatever they did. */
  static boolean isOne(String a, String b) {
    return compare(a, b, false) > 0;
  }

  /** The two parties of a dispute in an order that does not depend on who acts. */
  static List<String> pair(String a, String b) {
    String x = fold(a);
    String y = fold(b);
    return x.compareTo(y) <= 0 ? List.of(x, y) : List.of(y, x);
  }

  /** 1: the same name, 0: one is not stated, -1: another name. */
  private static int compare(@Nullable String a, @Nullable String b, boolean isSameStory) {
    if (a == null || b == null) return 0;
    return isSame(fold(a), fold(b), isSameStory) || isInitialsOf(a, b) || isInitialsOf(b, a)
        ? 1
        : -1;
  }

  /** IMDA for the Infocomm Media Development Authority, with or without Singapore's before it. */
  private static boolean isInitialsOf(String name, String whole) {
    if (!INITIALS.matcher(name).matches()) return false;
    String initials =
        Stream.of(whole.split("[\\s-]+"))
            .filter(word -> !word.isEmpty() && Character.isUpperCase(word.charAt(0)))
            .map(word -> word.substring(0, 1))
            .collect(joining());
    return initials.contains(name) && initials.length() - name.length() <= MOST_MORE;
  }

  /**
   * The same, or one longer by a word or two at its front. Within one story also at its end: who
   * was Harrowby City Council in one report is Harrowby in another.
   */
  private static boolean isSame(String a, String b, boolean isSameStory) {
    if (a.equals(b)) return true;
    String longer = a.length() > b.length() ? a : b;
    String shorter = a.length() > b.length() ? b : a;
    if (longer.split(" ").length - shorter.split(" ").length > MOST_MORE) return false;
    return shorter.contains(" ") && longer.endsWith(" " + shorter)
        || isSameStory && longer.startsWith(shorter + " ");
  }

  /** Case folded, without a leading article and without trailing legal forms. */
  static String fold(String name) {
    List<String> words =
        Arrays.asList(name.toLowerCase(Locale.ROOT).strip().replaceAll("[,.]", "").split("\\s+"));
    int from = words.size() > 1 && words.getFirst().equals("the") ? 1 : 0;
    int to = words.size();
    while (to - from > 1 && LEGAL_FORMS.contains(words.get(to - 1))) to--;
    return String.join(" ", words.subList(from, to));
  }
}
