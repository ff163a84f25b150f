package io.riskwire.vendor;

import io.riskwire.vendor.Forms.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds names that somebody mistyped, or that a field of a purchasing system cut. */
final class Spelling {
  private final Forms forms;

  Spelling(Forms forms) {
    this.forms = forms;
  }

  /**
   * The names that are written almost like the key; {@code own}: how long the part of the key is
   * that says who it is.
   */
  List<Hint> near(String key, int own) {
    if (key.length() < 4) return List.of();
    Map<Form, Integer> shared = new HashMap<>();
    Set<String> trigrams = trigrams(key);
    for (String trigram : trigrams)
      for (Form form : forms.withTrigram(trigram)) shared.merge(form, 1, Integer::sum);
    List<Hint> hints = new ArrayList<>();
    for (var entry : shared.entrySet()) {
      Form form = entry.getKey();
      int union = trigrams.size() + form.key().length() + 2 - entry.getValue();
      double alike = (double) entry.getValue() / union;
      if (alike < 0.15 || form.key().equals(key)) continue;
      double score = nearness(key, form, own, alike);
      var hint = new Hint(form.vendor(), score, "written almost like “" + form.shown() + "”");
      if (hint.isWorthALook()) hints.add(hint);
    }
    return hints;
  }

  private static double nearness(String key, Form form, int own, double alike) {
    int length = Math.min(own, Tidy.own(form.words()).length()) + 1;
    int distance = distance(key, form.key());
    boolean isLonger =
        !form.isAmbiguous() && form.key().length() >= 6 && key.startsWith(form.key());
    double score = isLonger ? 0.65 : alike < 0.25 ? 0 : Math.min(0.6, alike);
    if (distance == 1 && isCut(key, form.key())) score = length > 7 ? 0.95 : score;
    else if (distance == 1) score = length > 7 ? 0.92 : length == 7 ? 0.84 : 0.75;
    else if (distance == 2) score = length >= 10 ? 0.88 : length >= 7 ? 0.7 : score;
    else if (distance == 3 && length >= 12) score = 0.75;
    if (key.charAt(0) != form.key().charAt(0)) score -= 0.1;
    if (form.isAmbiguous()) score -= 0.1;
    if (form.isProduct()) score -= 0.1;
    return score;
  }

  /** Purchasing systems cut names at so many letters. */
  private static boolean isCut(String key, String whole) {
    return whole.startsWith(key);
  }

  static Set<String> trigrams(String key) {
    String padded = "^" + key + "$";
    Set<String> trigrams = new HashSet<>();
    for (int i = 0; i + 3 <= padded.length(); i++) trigrams.add(padded.substring(i, i + 3));
    return trigrams;
  }

  /**
   * How many letters are missing, too many, wrong or swapped with the next (optimal string
   * alignment).
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) d[i][0] = i;
    for (int j = 0; j <= b.length(); j++) d[0][j] = j;
    for (int i = 1; i <= a.length(); i++)
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    return d[a.length()][b.length()];
  }
}
