package io.riskwire.story;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The years and months that a text names, or the share of many texts that names each: two reports
 * of alike happenings that name other times tell of two.
 */
record Times(Map<Integer, Float> shares) {
  static final Times NONE = new Times(Map.of());

  private static final Pattern YEAR_OR_MONTH =
      Pattern.compile(
          "\\b(?:(19[5-9]\\d|20[0-4]\\d)|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
              + "(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?)\\b");
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  /** Another month says less than another year: follow-ups cross from one to the next. */
  private static final double MONTH_WEIGHT = 0.6;

  static Times of(String text) {
    Set<Integer> named = new HashSet<>();
    Matcher found = YEAR_OR_MONTH.matcher(text);
    while (found.find())
      named.add(
          found.group(1) != null
              ? Integer.parseInt(found.group(1))
              : MONTHS.indexOf(found.group(2).toLowerCase(Locale.ROOT)) / 3 + 1);
    if (named.isEmpty()) return NONE;
    Map<Integer, Float> shares = new TreeMap<>();
    named.forEach(time -> shares.put(time, 1f));
    return new Times(shares);
  }

  Times mean(int count, Times other, int others) {
    Map<Integer, Float> sums = new TreeMap<>();
    shares.forEach((time, share) -> sums.merge(time, share * count / (count + others), Float::sum));
    other.shares.forEach(
        (time, share) -> sums.merge(time, share * others / (count + others), Float::sum));
    return new Times(sums);
  }

  /** 0: nothing speaks against one time; 1: all of both name times, and none the same. */
  double conflict(Times other) {
    return Math.max(conflict(other, false), MONTH_WEIGHT * conflict(other, true));
  }

  private double conflict(Times other, boolean ofMonths) {
    double product = 0;
    double mine = 0;
    double others = 0;
    double named = 0;
    double otherNamed = 0;
    for (var time : shares.entrySet()) {
      if (isMonth(time.getKey()) != ofMonths) continue;
      double share = time.getValue();
      product += share * other.shares.getOrDefault(time.getKey(), 0f);
      mine += share * share;
      named += share;
    }
    for (var time : other.shares.entrySet()) {
      if (isMonth(time.getKey()) != ofMonths) continue;
      others += time.getValue() * time.getValue();
      otherNamed += time.getValue();
    }
    if (mine == 0 || others == 0) return 0;
    return (1 - product / Math.sqrt(mine * others)) * sure(named) * sure(otherNamed);
  }

  /** Where two of three texts name times, they count in full. */
  private static double sure(double named) {
    return Math.min(1, named * 1.5);
  }

  private static boolean isMonth(int time) {
    return time <= 12;
  }

  int size() {
    return 4 + 8 * shares.size();
  }

  void write(ByteBuffer to) {
    to.putInt(shares.size());
    shares.forEach((time, share) -> to.putInt(time).putFloat(share));
  }

  static Times read(ByteBuffer from) {
    Map<Integer, Float> shares = new TreeMap<>();
    for (int n = from.getInt(); n > 0; n--) shares.put(from.getInt(), from.getFloat());
    return shares.isEmpty() ? NONE : new Times(shares);
  }
}
