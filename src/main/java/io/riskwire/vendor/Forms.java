package io.riskwire.vendor;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All names under which vendors are known, found by what purchasing systems make of them; and the
 * domains of vendors. {@code vendor/legal.csv} has those by which vendors send invoices and those
 * of houses that they took over.
 */
final class Forms {
  private final Map<String, List<Form>> byKey = new HashMap<>();
  private final Map<String, List<Form>> bySorted = new HashMap<>();
  private final Map<String, List<Form>> inScript = new HashMap<>();
  private final Map<String, String> domains = new HashMap<>();
  private final Map<String, List<Form>> byTrigram = new HashMap<>();
  private final Map<String, List<Form>> byWord = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();
  private int longestInScript;

  /** A name under which a vendor is known; {@code key}: its words in one. */
  record Form(
      String vendor, String shown, Kind kind, boolean isAmbiguous, List<String> words, String key) {
    boolean isProduct() {
      return kind == Kind.PRODUCT;
    }
  }

  /** Whose name it is. */
  enum Kind {
    NAME,
    PRODUCT
  }

  Forms(Catalogue catalogue) {
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

  /**
   * Names by which vendors send invoices, and their domains; a vendor that a user renamed has them
   * still.
   */
  private void readLegal(Map<String, String> known) {
    try (InputStream in = Forms.class.getResourceAsStream("/vendor/legal.csv")) {
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
    put(byKey, form.key(), form);
    List<String> bare = words.subList(0, words.size() - Tidy.legalEnd(words));
    boolean isOwn = !bare.stream().allMatch(Tidy::isKnownPart);
    if (isOwn && bare.size() < words.size()) put(byKey, Tidy.joined(bare), form);
    put(bySorted, Tidy.joined(bare.stream().sorted().toList()), form);
    if (Tidy.isScript(name)) {
      String core = Tidy.simplified(form.key());
      put(inScript, core, form);
      longestInScript = Math.max(longestInScript, core.length());
    }
    if (words.size() > 1) for (String word : words) put(byWord, word, form);
    for (String trigram : Spelling.trigrams(form.key())) put(byTrigram, trigram, form);
  }

  private static void put(Map<String, List<Form>> index, String key, Form form) {
    List<Form> there = index.computeIfAbsent(key, k -> new ArrayList<>(1));
    if (there.stream().noneMatch(f -> f.vendor().equals(form.vendor()) && !f.isProduct()))
      there.add(form);
  }

  /** Those that are written so, blanks and legal form aside. */
  List<Form> called(String key) {
    return byKey.getOrDefault(key, List.of());
  }

  /** Those of these words in any order. */
  List<Form> ofWords(List<String> words) {
    return bySorted.getOrDefault(Tidy.joined(words.stream().sorted().toList()), List.of());
  }

  /** Those of several words of which this is one. */
  List<Form> withWord(String word) {
    return byWord.getOrDefault(word, List.of());
  }

  /** Those in which these three letters stand. */
  List<Form> withTrigram(String trigram) {
    return byTrigram.getOrDefault(trigram, List.of());
  }

  /** Those in a script without blanks, simplified. */
  List<Form> inScript(String core) {
    return inScript.getOrDefault(core, List.of());
  }

  int longestInScript() {
    return longestInScript;
  }

  boolean isOf(String vendor, List<String> words) {
    return called(Tidy.joined(words)).stream().anyMatch(f -> f.vendor().equals(vendor));
  }

  /** Whose domain it is. */
  @Nullable String ofDomain(String domain) {
    return domains.get(domain);
  }

  @Nullable String owner(String vendor) {
    return owners.get(vendor);
  }
}
