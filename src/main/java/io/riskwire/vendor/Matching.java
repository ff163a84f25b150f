package io.riskwire.vendor;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.riskwire.vendor.Watchlist.Candidate;
import io.riskwire.vendor.Watchlist.Match;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlist.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the vendor that a purchasing system means by a name, a domain and a product. Every way to
 * read them is tried, each gives vendors with a score and a reason, and they are put together: one
 * that is sure and well ahead is matched, what is doubtful goes to review, what resembles nothing
 * is a vendor of its own. Immutable, and safe to share.
 */
public final class Matching {
  /** From here on, and so far ahead of the next, nobody has to look at it. */
  private static final double SURE = 0.86;

  private static final double AHEAD = 0.05;

  /** Below this nothing is worth a look. */
  private static final double DOUBTFUL = 0.5;

  /** Whoever is named so clearly is not looked for in other ways. */
  private static final double CLEAR = 0.9;

  private static final int MOST_CANDIDATES = 3;
  private static final int LEAST_SHOWN = 30;

  /** A word that is shorter says little. */
  private static final int SAYING = 6;

  private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[（]([^()\\[\\]（）]*)[)\\]）]");
  private static final Pattern OTHER_NAME =
      Pattern.compile(
          "(?i)\\b(?:d/?b/?a|doing business as|f/?k/?a|formerly|formerly known as|a/?k/?a|t/a"
              + "|trading as|vormals|ehemals|ehem\\.|anciennement|ex)\\b\\.?:?");
  private static final Pattern THROUGH =
      Pattern.compile("(?i)(?<=[\\s(\\[])(?:via|c/o|through|reseller:?|über|ueber|par)\\s+.*$");
  private static final Pattern PARTS = Pattern.compile("\\s*[*/|;]\\s*|\\s+[-–—:]\\s+|:\\s+");

  /** A name under which a vendor is known. */
  private record Form(
      String vendor, String shown, Kind kind, boolean isAmbiguous, List<String> words, String key) {
    boolean isProduct() {
      return kind == Kind.PRODUCT;
    }
  }

  private enum Kind {
    NAME,
    PRODUCT
  }

  /** A vendor that one way of reading leads to. */
  private record Hint(String vendor, double score, String reason) {
    Hint times(double factor) {
      return new Hint(vendor, score * factor, reason);
    }
  }

  private final Map<String, List<Form>> byKey = new HashMap<>();
  private final Map<String, List<Form>> bySorted = new HashMap<>();
  private final Map<String, List<Form>> inScript = new HashMap<>();
  private final Map<String, String> domains = new HashMap<>();
  private final Map<String, List<Form>> byTrigram = new HashMap<>();
  private final Map<String, List<Form>> byWord = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();
  private int longestInScript;

  private Matching(Catalogue catalogue) {
    Map<String, String> known = new HashMap<>();
    for (Vendor v : catalogue.vendors()) {
      known.put(v.name(), v.name());
      for (String former : v.aliases()) known.putIfAbsent(former, v.name());
      if (v.owner() != null) owners.put(v.name(), v.owner());
      add(v.name(), v.name(), Kind.NAME, v.ambiguous());
      for (String alias : v.aliases()) add(v.name(), alias, Kind.NAME, v.ambiguous());
    }
    readLegal(known);
    for (Product p : catalogue.products()) {
      if (!known.containsKey(p.vendor())) continue;
      add(p.vendor(), p.name(), Kind.PRODUCT, p.ambiguous());
      for (String alias : p.aliases()) add(p.vendor(), alias, Kind.PRODUCT, p.ambiguous());
    }
  }

  static Matching of(Catalogue catalogue) {
    return new Matching(catalogue);
  }

  /**
   * Names by which vendors send invoices, and their domains; a vendor that a user renamed has them
   * still.
   */
  private void readLegal(Map<String, String> known) {
    try (InputStream in = Matching.class.getResourceAsStream("/vendor/legal.csv")) {
      if (in == null) throw new IOException("not on the class path: /vendor/legal.csv");
      CsvReader<NamedCsvRecord> csv =
          CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (NamedCsvRecord row : csv) {
        String vendor = known.get(row.getField("vendor"));
        if (vendor == null) continue;
        for (String name : parts(row.getField("names"))) add(vendor, name, Kind.NAME, List.of());
        for (String domain : parts(row.getField("domains"))) domains.put(domain, vendor);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> parts(String field) {
    return field.isBlank() ? List.of() : List.of(field.split("\\|"));
  }

  private void add(String vendor, String name, Kind kind, List<String> ambiguous) {
    List<String> words = Tidy.words(name);
    if (words.isEmpty()) return;
    boolean isAmbiguous = ambiguous.contains(name);
    var form = new Form(vendor, name, kind, isAmbiguous, words, Tidy.joined(words));
    put(byKey, form.key, form);
    List<String> bare = words.subList(0, words.size() - Tidy.legalEnd(words));
    boolean isOwn = !bare.stream().allMatch(Matching::isKnownPart);
    if (isOwn && bare.size() < words.size()) put(byKey, Tidy.joined(bare), form);
    put(bySorted, Tidy.joined(bare.stream().sorted().toList()), form);
    if (Tidy.isScript(name)) {
      String core = Tidy.simplified(form.key);
      put(inScript, core, form);
      longestInScript = Math.max(longestInScript, core.length());
    }
    if (words.size() > 1) for (String word : words) put(byWord, word, form);
    for (String trigram : trigrams(form.key)) put(byTrigram, trigram, form);
  }

  private static void put(Map<String, List<Form>> index, String key, Form form) {
    List<Form> there = index.computeIfAbsent(key, k -> new ArrayList<>(1));
    if (there.stream().noneMatch(f -> f.vendor.equals(form.vendor) && !f.isProduct()))
      there.add(form);
  }

  /** Which vendor a row of a purchasing system means. */
  public Match match(Row row) {
    List<Candidate> candidates = candidates(row);
    Candidate best = candidates.isEmpty() ? null : candidates.getFirst();
    double next = candidates.size() < 2 ? 0 : candidates.get(1).score();
    List<Candidate> shown = candidates.stream().limit(MOST_CANDIDATES).toList();
    if (best != null && best.score() >= SURE && best.score() - next >= AHEAD)
      return new Match(State.MATCHED, best.vendor(), best.score(), best.reason(), shown);
    if (best != null && best.score() >= DOUBTFUL)
      return new Match(State.REVIEW, null, best.score(), doubt(best, next), shown);
    double score = best == null ? 0 : best.score();
    return new Match(State.CREATED, newName(row.name()), score, "not known", shown);
  }

  private static String doubt(Candidate best, double next) {
    return best.score() >= SURE && best.score() - next < AHEAD
        ? "more than one fits"
        : best.reason();
  }

  private List<Candidate> candidates(Row row) {
    Map<String, Hint> name = best(ofName(row.name()));
    Map<String, Hint> domain = row.domain() == null ? Map.of() : best(ofDomain(row.domain()));
    Map<String, Hint> product =
        row.product() == null
            ? Map.of()
            : best(ofName(row.product()).map(h -> ofProduct(h, String.valueOf(row.product()))));
    Set<String> vendors = new HashSet<>(name.keySet());
    vendors.addAll(domain.keySet());
    vendors.addAll(product.keySet());
    return vendors.stream()
        .map(v -> together(v, Stream.of(name.get(v), domain.get(v), product.get(v)).toList()))
        .filter(c -> c.score() * 100 >= LEAST_SHOWN)
        .sorted(
            Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(Candidate::vendor))
        .toList();
  }

  private static Hint ofProduct(Hint hint, String product) {
    return new Hint(hint.vendor, hint.score * 0.93, "product “" + product + "”: " + hint.reason);
  }

  /** What is independent makes each other surer: 1 − Π(1 − score). */
  private static Candidate together(String vendor, List<@Nullable Hint> hints) {
    double doubt = 1;
    List<String> reasons = new ArrayList<>();
    for (Hint hint : hints) {
      if (hint == null) continue;
      doubt *= 1 - hint.score;
      reasons.add(hint.reason);
    }
    double score = Math.round((1 - doubt) * 100) / 100.0;
    return new Candidate(vendor, score, cut(String.join("; ", reasons)));
  }

  private static String cut(String reason) {
    return reason.length() <= 300 ? reason : reason.substring(0, 299) + "…";
  }

  private static Map<String, Hint> best(Stream<Hint> hints) {
    Map<String, Hint> best = new LinkedHashMap<>();
    hints.forEach(h -> best.merge(h.vendor, h, (a, b) -> a.score >= b.score ? a : b));
    return best;
  }

  /** A name whole and in parts: what stands in brackets, before a star, behind "formerly". */
  private Stream<Hint> ofName(String given) {
    String name = THROUGH.matcher(Tidy.withoutNumber(given)).replaceFirst("");
    List<Hint> hints = new ArrayList<>(ofPart(name));
    Matcher brackets = IN_BRACKETS.matcher(name);
    while (brackets.find()) {
      boolean isName = OTHER_NAME.matcher(brackets.group(1)).find();
      for (String part : OTHER_NAME.split(brackets.group(1)))
        hints.addAll(times(ofPart(part), isName ? 0.96 : 0.9));
    }
    String outside = IN_BRACKETS.matcher(name).replaceAll(" ").strip();
    List<String> others = List.of(OTHER_NAME.split(outside));
    for (String other : others) hints.addAll(ofPart(other));
    List<String> parts = new ArrayList<>();
    for (String other : others) parts.addAll(List.of(PARTS.split(other)));
    parts.removeIf(String::isBlank);
    if (parts.size() > 1 && Tidy.is("payer", Tidy.joined(Tidy.words(parts.getFirst()))))
      hints.removeIf(h -> true);
    boolean isClear = hints.stream().anyMatch(h -> h.score >= CLEAR);
    for (int i = 0; i < parts.size() && parts.size() > 1 && !isClear; i++) {
      boolean isPayer = i == 0 && Tidy.is("payer", Tidy.joined(Tidy.words(parts.getFirst())));
      if (!isPayer) hints.addAll(times(ofPart(parts.get(i)), i == 0 ? 0.96 : 0.93));
    }
    return hints.stream();
  }

  private static List<Hint> times(List<Hint> hints, double factor) {
    return hints.stream().map(h -> h.times(factor)).toList();
  }

  private List<Hint> ofPart(String part) {
    List<String> all = Tidy.words(part);
    if (all.isEmpty()) return List.of();
    List<String> words = Tidy.withoutLead(all);
    List<Hint> hints = new ArrayList<>();
    if (Tidy.isScript(part)) hints.addAll(inScript(part));
    for (List<String> reading : readings(all, words)) {
      hints.addAll(beginning(reading));
      hints.addAll(inside(reading));
      hints.addAll(reordered(reading));
    }
    if (hints.stream().noneMatch(h -> h.score >= 0.75))
      for (List<String> reading : readings(all, words)) {
        hints.addAll(misspelt(reading));
        hints.addAll(sharing(reading));
        hints.addAll(initials(reading));
      }
    return hints;
  }

  private static Set<List<String>> readings(List<String> all, List<String> words) {
    Set<List<String>> readings = new LinkedHashSet<>();
    readings.add(all);
    readings.add(words);
    readings.add(Tidy.written(words));
    return readings;
  }

  /** The longest known name that the words begin with, and what the words behind it are. */
  private List<Hint> beginning(List<String> words) {
    List<Hint> hints = new ArrayList<>();
    double shorter = 1;
    for (int n = words.size(); n > 0; n--) {
      List<Form> known = byKey.getOrDefault(Tidy.joined(words.subList(0, n)), List.of());
      if (known.isEmpty()) continue;
      double best = 0;
      for (Form form : known) {
        Hint hint = with(form, n, words.subList(n, words.size())).times(shorter);
        best = Math.max(best, hint.score);
        hints.add(hint);
      }
      if (best >= 0.8) shorter *= 0.85;
    }
    return hints;
  }

  private Hint with(Form form, int length, List<String> rest) {
    double score = form.isProduct() ? 0.95 : 1;
    if (rest.isEmpty())
      return new Hint(form.vendor, form.isAmbiguous ? score - 0.03 : score, same(form));
    Rest kind = rest(rest, form.vendor);
    String without = " without “" + String.join(" ", rest) + "”";
    return switch (kind) {
      case LEGAL -> new Hint(form.vendor, score - 0.01, same(form) + without);
      case PLACE -> new Hint(form.vendor, score - 0.03, same(form) + without);
      case PRODUCT -> new Hint(form.vendor, score - 0.04, same(form) + " and what it makes");
      case PLAIN -> new Hint(form.vendor, score - plain(form, rest), same(form) + without);
      case ORDINARY -> new Hint(form.vendor, form.isAmbiguous ? 0.35 : 0.55, begins(form));
      case OTHER -> new Hint(form.vendor, begun(form, length, rest), begins(form));
    };
  }

  /** Anybody's company may be called "Summit Consulting"; "Glean Technologies" says more. */
  private static double plain(Form form, List<String> rest) {
    if (!form.isAmbiguous) return 0.07;
    return rest.stream().anyMatch(w -> Tidy.is("vague", w)) ? 0.2 : 0.12;
  }

  private static double begun(Form form, int length, List<String> rest) {
    long other = rest.stream().filter(w -> !isKnownPart(w)).count();
    if (form.isAmbiguous) return other > 1 ? 0.45 : 0.6;
    if (form.isProduct()) return length > 1 ? 0.8 : 0.6;
    boolean isDistinct = length > 1 || form.key.length() >= 5;
    if (!isDistinct) return other > 1 ? 0.55 : 0.7;
    return other > 1 ? 0.8 : 0.88;
  }

  private static String same(Form form) {
    return form.isProduct()
        ? "makes “" + form.shown + "”"
        : form.shown.equals(form.vendor) ? "same name" : "known as “" + form.shown + "”";
  }

  private static String begins(Form form) {
    return "begins with “" + form.shown + "”";
  }

  private enum Rest {
    LEGAL,
    PLACE,
    PLAIN,
    PRODUCT,
    ORDINARY,
    OTHER
  }

  /** What the words behind a name are: the worst of them counts. */
  private Rest rest(List<String> rest, String vendor) {
    if (isLegal(rest) || rest.stream().allMatch(Matching::isNumber)) return Rest.LEGAL;
    if (rest.stream().anyMatch(w -> Tidy.is("ordinary", w))) return Rest.ORDINARY;
    List<String> left = new ArrayList<>(rest);
    boolean isProduct = false;
    for (int n = left.size(); n > 0 && !isProduct; n--)
      isProduct =
          isOf(vendor, left.subList(0, n))
              && left.subList(n, left.size()).stream().allMatch(Matching::isKnownPart);
    if (isProduct) return Rest.PRODUCT;
    if (!left.stream().allMatch(Matching::isKnownPart)) return Rest.OTHER;
    boolean isPlace =
        left.stream().allMatch(w -> Tidy.is("place", w) || Tidy.is("legal", w) || isLegalPart(w));
    return isPlace ? Rest.PLACE : Rest.PLAIN;
  }

  private boolean isOf(String vendor, List<String> words) {
    return byKey.getOrDefault(Tidy.joined(words), List.of()).stream()
        .anyMatch(f -> f.vendor.equals(vendor));
  }

  private static boolean isLegal(List<String> words) {
    if (Tidy.is("legal", Tidy.joined(words))) return true;
    List<String> left = words;
    while (!left.isEmpty()) {
      if (Tidy.is("legal", Tidy.joined(left))) return true;
      int n = Tidy.legalEnd(left);
      if (n == 0) return false;
      left = left.subList(0, left.size() - n);
    }
    return true;
  }

  /** One letter of {@code s a r l} or {@code d a c}. */
  private static boolean isLegalPart(String word) {
    return word.length() <= 2 || word.equals("zoo") || word.equals("spol");
  }

  private static boolean isNumber(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  private static boolean isKnownPart(String word) {
    return Tidy.is("legal", word)
        || Tidy.is("place", word)
        || Tidy.is("plain", word)
        || Tidy.is("plan", word)
        || Tidy.is("noise", word)
        || isLegalPart(word)
        || isNumber(word);
  }

  /** A known name behind other words. */
  private List<Hint> inside(List<String> words) {
    List<Hint> hints = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      for (int n = words.size(); n > i; n--) {
        List<Form> known = byKey.getOrDefault(Tidy.joined(words.subList(i, n)), List.of());
        for (Form form : known) {
          if (form.key.length() < 3) continue;
          hints.add(insideHint(form, words.subList(0, i), words.subList(n, words.size())));
        }
        if (!known.isEmpty()) break;
      }
    }
    return hints;
  }

  private Hint insideHint(Form form, List<String> before, List<String> after) {
    String reason = "contains “" + form.shown + "”";
    String owner = owners.get(form.vendor);
    boolean isPlain = after.stream().allMatch(Matching::isKnownPart);
    if (owner != null && isPlain && isOf(owner, before))
      return new Hint(form.vendor, 0.95, reason + " of " + owner);
    if (isPlain && isOf(form.vendor, before)) return new Hint(form.vendor, 0.93, reason);
    boolean isOrdinary =
        Stream.concat(before.stream(), after.stream()).anyMatch(w -> Tidy.is("ordinary", w));
    if (form.isAmbiguous || isKnownPart(form.key) || isOrdinary)
      return new Hint(form.vendor, 0.3, reason);
    boolean isNoise = before.stream().allMatch(Matching::isKnownPart);
    double length = form.key.length() >= 5 ? 0 : 0.2;
    if (isNoise && isPlain)
      return new Hint(form.vendor, (form.isProduct() ? 0.8 : 0.88) - length, reason);
    return new Hint(form.vendor, (form.isProduct() ? 0.55 : 0.7) - length, reason);
  }

  /** The same words in another order. */
  private List<Hint> reordered(List<String> words) {
    List<String> bare = words.subList(0, words.size() - Tidy.legalEnd(words));
    if (bare.size() < 2) return List.of();
    return bySorted.getOrDefault(Tidy.joined(bare.stream().sorted().toList()), List.of()).stream()
        .map(f -> new Hint(f.vendor, 0.93, "the same words as “" + f.shown + "”"))
        .toList();
  }

  /** Names that are written almost the same. */
  private List<Hint> misspelt(List<String> words) {
    List<Hint> hints = new ArrayList<>();
    String whole = Tidy.joined(words.subList(0, words.size() - Tidy.legalEnd(words)));
    String core = core(words);
    hints.addAll(near(whole, core.length()));
    if (!core.equals(whole)) hints.addAll(near(core, core.length()));
    boolean isForeign = whole.codePoints().anyMatch(c -> c > 0x36F);
    if (isForeign && !Tidy.isScript(whole))
      hints.addAll(times(near(Tidy.latin(core), core.length()), 0.9));
    return hints;
  }

  /** The one name that shares a word with it. */
  private List<Hint> sharing(List<String> words) {
    List<Hint> hints = new ArrayList<>();
    if (words.stream().anyMatch(w -> Tidy.is("ordinary", w))) return hints;
    for (String word : words) {
      List<Form> forms = byWord.getOrDefault(word, List.of());
      if (word.length() < SAYING || isKnownPart(word) || forms.size() != 1) continue;
      Form form = forms.getFirst();
      String reason = "shares “" + word + "” with “" + form.shown + "”";
      hints.add(new Hint(form.vendor, form.isProduct() ? 0.4 : 0.5, reason));
    }
    return hints;
  }

  /** A vendor that is known by the initials of its name. */
  private List<Hint> initials(List<String> words) {
    List<String> bare = words.subList(0, words.size() - Tidy.legalEnd(words));
    if (bare.size() < 3) return List.of();
    String initials = Tidy.joined(bare.stream().map(w -> w.substring(0, 1)).toList());
    return byKey.getOrDefault(initials, List.of()).stream()
        .filter(f -> !f.isProduct())
        .map(f -> new Hint(f.vendor, 0.6, "its initials are “" + f.shown + "”"))
        .toList();
  }

  /** Without what says little behind it. */
  private static String core(List<String> words) {
    int end = words.size();
    while (end > 1 && isKnownPart(words.get(end - 1))) end--;
    return Tidy.joined(words.subList(0, end));
  }

  /** {@code own}: how long the part of the key is that says who it is. */
  private List<Hint> near(String key, int own) {
    if (key.length() < 4) return List.of();
    Map<Form, Integer> shared = new HashMap<>();
    Set<String> trigrams = trigrams(key);
    for (String trigram : trigrams)
      for (Form form : byTrigram.getOrDefault(trigram, List.of()))
        shared.merge(form, 1, Integer::sum);
    List<Hint> hints = new ArrayList<>();
    for (var entry : shared.entrySet()) {
      Form form = entry.getKey();
      int union = trigrams.size() + form.key.length() + 2 - entry.getValue();
      double alike = (double) entry.getValue() / union;
      if (alike < 0.15 || form.key.equals(key)) continue;
      double score = nearness(key, form, own, alike);
      if (score * 100 >= LEAST_SHOWN)
        hints.add(new Hint(form.vendor, score, "written almost like “" + form.shown + "”"));
    }
    return hints;
  }

  private static double nearness(String key, Form form, int own, double alike) {
    int length = Math.min(own, core(form.words).length()) + 1;
    int distance = distance(key, form.key);
    boolean isLonger = !form.isAmbiguous && form.key.length() >= 6 && key.startsWith(form.key);
    double score = isLonger ? 0.65 : alike < 0.25 ? 0 : Math.min(0.6, alike);
    if (distance == 1) score = length >= 7 ? 0.92 : length == 6 ? 0.89 : 0.75;
    else if (distance == 2) score = length >= 10 ? 0.88 : length >= 7 ? 0.7 : score;
    else if (distance == 3 && length >= 12) score = 0.75;
    if (key.charAt(0) != form.key.charAt(0)) score -= 0.1;
    if (form.isAmbiguous) score -= 0.1;
    if (form.isProduct()) score -= 0.1;
    return score;
  }

  private static Set<String> trigrams(String key) {
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

  /** Names in scripts without blanks: whole, else the longest known name in it. */
  private List<Hint> inScript(String part) {
    String whole = Tidy.simplified(Tidy.joined(Tidy.words(part)));
    String core = Tidy.core(part);
    List<Hint> hints = new ArrayList<>();
    for (String key : List.of(whole, core))
      for (Form form : inScript.getOrDefault(key, List.of()))
        hints.add(new Hint(form.vendor, form.isProduct() ? 0.95 : 0.99, same(form)));
    if (hints.isEmpty()) hints.addAll(within(whole));
    return hints.isEmpty() ? within(core) : hints;
  }

  private List<Hint> within(String core) {
    List<Hint> hints = new ArrayList<>();
    for (int n = Math.min(longestInScript, core.length()); n >= 2 && hints.isEmpty(); n--)
      for (int i = 0; i + n <= core.length(); i++)
        for (Form form : inScript.getOrDefault(core.substring(i, i + n), List.of()))
          hints.add(new Hint(form.vendor, i == 0 ? 0.92 : 0.75, "contains “" + form.shown + "”"));
    return hints;
  }

  /** The domain of a site or of an e-mail address. */
  private Stream<Hint> ofDomain(String given) {
    String host =
        given
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^[a-z]+://", "")
            .replaceFirst("^[^/]*@", "")
            .replaceFirst("[/:?#].*$", "")
            .replaceFirst("^www\\d?\\.", "");
    if (host.isEmpty() || Tidy.is("mail", host)) return Stream.of();
    for (String at = host; at.contains("."); at = at.substring(at.indexOf('.') + 1)) {
      String vendor = domains.get(at);
      if (vendor != null) return Stream.of(new Hint(vendor, 0.93, "domain " + at));
    }
    return byKey.getOrDefault(label(host), List.of()).stream()
        .map(f -> new Hint(f.vendor, f.isProduct() || f.isAmbiguous ? 0.8 : 0.9, "domain " + host));
  }

  /** {@code example} of {@code www.example.co.uk}. */
  private static String label(String host) {
    String[] labels = host.split("\\.");
    int at = labels.length - 2;
    if (at < 0) return host;
    if (at > 0 && labels[at].matches("co|com|net|org|gov|ac|or|ne")) at--;
    return Tidy.joined(Tidy.words(labels[at]));
  }

  /** What an unknown vendor is called. */
  static String newName(String name) {
    return Tidy.withoutLegal(name);
  }

  /** An unknown vendor; a name of one word is not taken for it in every text. */
  static Vendor newVendor(String name, Row row) {
    String written = Tidy.withoutNumber(row.name()).strip();
    boolean isOneWord = Tidy.words(name).size() < 2;
    List<String> aliases =
        written.equals(name) || Vendors.slug(written).isEmpty() ? List.of() : List.of(written);
    return new Vendor(name, "other", "", null, aliases, isOneWord ? List.of(name) : List.of());
  }
}
