package io.riskwire.vendor;

import io.riskwire.vendor.Forms.Form;
import io.riskwire.vendor.Watchlist.Candidate;
import io.riskwire.vendor.Watchlist.Match;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlist.State;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final double DOUBTFUL = 0.4;

  /** Whoever is named so clearly is not looked for in other ways. */
  private static final double CLEAR = 0.9;

  /** What counts of another name, where there is one that is written exactly so. */
  private static final double OTHER_SPELLING = 0.93;

  private static final int MOST_CANDIDATES = 3;

  /** A word that is shorter says little. */
  private static final int SAYING = 6;

  private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[（]([^()\\[\\]（）]*)[)\\]）]");
  private static final Pattern OTHER_NAME =
      Pattern.compile(
          "(?i)\\b(?:d/?b/?a|doing business as|f/?k/?a|formerly|formerly known as|a/?k/?a|t/a"
              + "|trading as|vormals|vorm\\.|ehemals|ehem\\.|anciennement|antes|ex|now|jetzt|nu)\\b\\.?:?");
  private static final Pattern THROUGH =
      Pattern.compile("(?i)(?<=[\\s(\\[])(?:via|c/o|through|reseller:?|über|ueber|par)\\s+.*$");
  private static final Pattern PARTS = Pattern.compile("\\s*[*/|;]\\s*|\\s+[-–—:]\\s+|:\\s+");

  private final Forms forms;
  private final Spelling spelling;

  private Matching(Forms forms) {
    this.forms = forms;
    this.spelling = new Spelling(forms);
  }

  static Matching of(Catalogue catalogue) {
    return new Matching(new Forms(catalogue));
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
        .filter(c -> c.score() * 100 >= Hint.LEAST)
        .sorted(
            Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(Candidate::vendor))
        .toList();
  }

  private static Hint ofProduct(Hint hint, String product) {
    return new Hint(
        hint.vendor(), hint.score() * 0.93, "product “" + product + "”: " + hint.reason());
  }

  /** What is independent makes each other surer: 1 − Π(1 − score). */
  private static Candidate together(String vendor, List<@Nullable Hint> hints) {
    double doubt = 1;
    List<String> reasons = new ArrayList<>();
    for (Hint hint : hints) {
      if (hint == null) continue;
      doubt *= 1 - hint.score();
      reasons.add(hint.reason());
    }
    double score = Math.round((1 - doubt) * 100) / 100.0;
    return new Candidate(vendor, score, cut(String.join("; ", reasons)));
  }

  private static String cut(String reason) {
    return reason.length() <= 300 ? reason : reason.substring(0, 299) + "…";
  }

  private static Map<String, Hint> best(Stream<Hint> hints) {
    Map<String, Hint> best = new LinkedHashMap<>();
    hints.forEach(h -> best.merge(h.vendor(), h, (a, b) -> a.score() >= b.score() ? a : b));
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
    boolean isClear = hints.stream().anyMatch(h -> h.score() >= CLEAR);
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
    if (hints.stream().noneMatch(h -> h.score() >= 0.75))
      for (List<String> reading : readings(all, words)) {
        hints.addAll(misspelt(reading));
        hints.addAll(sharing(reading));
        hints.addAll(initials(reading));
      }
    Set<String> spelt = spelt(part, all);
    if (!spelt.isEmpty())
      hints.replaceAll(h -> spelt.contains(h.vendor()) ? h : h.times(OTHER_SPELLING));
    return hints;
  }

  /** Whose name is written just so: "D&B" is no "DB". */
  private Set<String> spelt(String part, List<String> words) {
    Set<String> vendors = new HashSet<>();
    for (Form form : forms.called(Tidy.joined(words)))
      if (form.shown().equalsIgnoreCase(part.strip())) vendors.add(form.vendor());
    return vendors;
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
      List<Form> known = forms.called(Tidy.joined(words.subList(0, n)));
      if (known.isEmpty()) continue;
      double best = 0;
      for (Form form : known) {
        Hint hint = with(form, n, words.subList(n, words.size())).times(shorter);
        best = Math.max(best, hint.score());
        hints.add(hint);
      }
      if (best >= 0.8) shorter *= 0.85;
    }
    return hints;
  }

  private Hint with(Form form, int length, List<String> rest) {
    double score = form.isProduct() ? 0.95 : 1;
    if (rest.isEmpty())
      return new Hint(form.vendor(), form.isAmbiguous() ? score - 0.03 : score, same(form));
    Rest kind = rest(rest, form.vendor());
    String without = " without “" + String.join(" ", rest) + "”";
    return switch (kind) {
      case LEGAL -> new Hint(form.vendor(), score - 0.01, same(form) + without);
      case PLACE -> new Hint(form.vendor(), score - 0.03, same(form) + without);
      case PRODUCT -> new Hint(form.vendor(), score - 0.04, same(form) + " and what it makes");
      case PLAIN -> new Hint(form.vendor(), score - plain(form, rest), same(form) + without);
      case ORDINARY -> new Hint(form.vendor(), form.isAmbiguous() ? 0.35 : 0.55, begins(form));
      case OTHER -> new Hint(form.vendor(), begun(form, length, rest), begins(form));
    };
  }

  /** Anybody's company may be called "Summit Consulting"; "Glean Technologies" says more. */
  private static double plain(Form form, List<String> rest) {
    if (!form.isAmbiguous()) return 0.07;
    return rest.stream().anyMatch(w -> Tidy.is("vague", w)) ? 0.2 : 0.12;
  }

  private static double begun(Form form, int length, List<String> rest) {
    long other = rest.stream().filter(w -> !Tidy.isKnownPart(w)).count();
    if (form.isAmbiguous()) return other > 1 ? 0.45 : 0.6;
    if (form.isProduct()) return length > 1 ? 0.8 : 0.6;
    boolean isDistinct = length > 1 || form.key().length() >= 5;
    if (!isDistinct) return other > 1 ? 0.55 : 0.7;
    return other > 1 ? 0.8 : 0.88;
  }

  private static String same(Form form) {
    return form.isProduct()
        ? "makes “" + form.shown() + "”"
        : form.shown().equals(form.vendor()) ? "same name" : "known as “" + form.shown() + "”";
  }

  private static String begins(Form form) {
    return "begins with “" + form.shown() + "”";
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
    if (Tidy.isLegal(rest) || rest.stream().allMatch(Tidy::isNumber)) return Rest.LEGAL;
    if (rest.stream().anyMatch(w -> Tidy.is("ordinary", w))) return Rest.ORDINARY;
    List<String> left = new ArrayList<>(rest);
    boolean isProduct = false;
    for (int n = left.size(); n > 0 && !isProduct; n--)
      isProduct =
          forms.isOf(vendor, left.subList(0, n))
              && left.subList(n, left.size()).stream().allMatch(Tidy::isKnownPart);
    if (isProduct) return Rest.PRODUCT;
    if (!left.stream().allMatch(Tidy::isKnownPart)) return Rest.OTHER;
    boolean isPlace =
        left.stream()
            .allMatch(w -> Tidy.is("place", w) || Tidy.is("legal", w) || Tidy.isLegalPart(w));
    return isPlace ? Rest.PLACE : Rest.PLAIN;
  }

  /** A known name behind other words. */
  private List<Hint> inside(List<String> words) {
    List<Hint> hints = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      for (int n = words.size(); n > i; n--) {
        List<Form> known = forms.called(Tidy.joined(words.subList(i, n)));
        for (Form form : known) {
          if (form.key().length() < 3) continue;
          hints.add(insideHint(form, words.subList(0, i), words.subList(n, words.size())));
        }
        if (!known.isEmpty()) break;
      }
    }
    return hints;
  }

  private Hint insideHint(Form form, List<String> before, List<String> after) {
    String reason = "contains “" + form.shown() + "”";
    String owner = forms.owner(form.vendor());
    boolean isPlain = after.stream().allMatch(Tidy::isKnownPart);
    if (owner != null && isPlain && forms.isOf(owner, before))
      return new Hint(form.vendor(), 0.95, reason + " of " + owner);
    if (isPlain && forms.isOf(form.vendor(), before)) return new Hint(form.vendor(), 0.93, reason);
    boolean isOrdinary =
        Stream.concat(before.stream(), after.stream()).anyMatch(w -> Tidy.is("ordinary", w));
    if (form.isAmbiguous() || Tidy.isKnownPart(form.key()) || isOrdinary)
      return new Hint(form.vendor(), 0.3, reason);
    boolean isNoise = before.stream().allMatch(Tidy::isKnownPart);
    double length = form.key().length() >= 5 ? 0 : 0.2;
    if (isNoise && isPlain)
      return new Hint(form.vendor(), (form.isProduct() ? 0.8 : 0.88) - length, reason);
    return new Hint(form.vendor(), (form.isProduct() ? 0.55 : 0.7) - length, reason);
  }

  /** The same words in another order. */
  private List<Hint> reordered(List<String> words) {
    List<String> bare = words.subList(0, words.size() - Tidy.legalEnd(words));
    if (bare.size() < 2) return List.of();
    return forms.ofWords(bare).stream()
        .map(f -> new Hint(f.vendor(), 0.93, "the same words as “" + f.shown() + "”"))
        .toList();
  }

  /** Names that are written almost the same. */
  private List<Hint> misspelt(List<String> words) {
    List<Hint> hints = new ArrayList<>();
    String whole = Tidy.joined(words.subList(0, words.size() - Tidy.legalEnd(words)));
    String core = Tidy.own(words);
    hints.addAll(spelling.near(whole, core.length()));
    if (!core.equals(whole)) hints.addAll(spelling.near(core, core.length()));
    boolean isForeign = whole.codePoints().anyMatch(c -> c > 0x36F);
    if (isForeign && !Tidy.isScript(whole))
      hints.addAll(times(spelling.near(Tidy.latin(core), core.length()), 0.9));
    return hints;
  }

  /** The one name that shares a word with it. */
  private List<Hint> sharing(List<String> words) {
    List<Hint> hints = new ArrayList<>();
    if (words.stream().anyMatch(w -> Tidy.is("ordinary", w))) return hints;
    for (String word : words) {
      List<Form> sharing = forms.withWord(word);
      if (word.length() < SAYING || Tidy.isKnownPart(word) || sharing.size() != 1) continue;
      Form form = sharing.getFirst();
      String reason = "shares “" + word + "” with “" + form.shown() + "”";
      hints.add(new Hint(form.vendor(), form.isProduct() ? 0.4 : 0.5, reason));
    }
    return hints;
  }

  /** A vendor that is known by the initials of its name. */
  private List<Hint> initials(List<String> words) {
    List<String> bare = words.subList(0, words.size() - Tidy.legalEnd(words));
    if (bare.size() < 3) return List.of();
    String initials = Tidy.joined(bare.stream().map(w -> w.substring(0, 1)).toList());
    return forms.called(initials).stream()
        .filter(f -> !f.isProduct())
        .map(f -> new Hint(f.vendor(), 0.6, "its initials are “" + f.shown() + "”"))
        .toList();
  }

  /** Names in scripts without blanks: whole, else the longest known name in it. */
  private List<Hint> inScript(String part) {
    String whole = Tidy.simplified(Tidy.joined(Tidy.words(part)));
    String core = Tidy.core(part);
    List<Hint> hints = new ArrayList<>();
    for (String key : List.of(whole, core))
      for (Form form : forms.inScript(key))
        hints.add(new Hint(form.vendor(), form.isProduct() ? 0.95 : 0.99, same(form)));
    if (hints.isEmpty()) {
      hints.addAll(within(core));
      hints.addAll(within(whole));
    }
    return hints;
  }

  private List<Hint> within(String core) {
    List<Hint> hints = new ArrayList<>();
    for (int n = Math.min(forms.longestInScript(), core.length()); n >= 2 && hints.isEmpty(); n--)
      for (int i = 0; i + n <= core.length(); i++)
        for (Form form : forms.inScript(core.substring(i, i + n)))
          hints.add(
              new Hint(form.vendor(), i == 0 ? 0.92 : 0.75, "contains “" + form.shown() + "”"));
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
      String vendor = forms.ofDomain(at);
      if (vendor != null) return Stream.of(new Hint(vendor, 0.93, "domain " + at));
    }
    return forms.called(label(host)).stream()
        .map(
            f ->
                new Hint(
                    f.vendor(), f.isProduct() || f.isAmbiguous() ? 0.8 : 0.9, "domain " + host));
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
