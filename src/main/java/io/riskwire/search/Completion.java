package io.riskwire.search;

import io.riskwire.base.Invalid;
import io.riskwire.search.Hits.Count;
import io.riskwire.search.Query.Field;
import io.riskwire.vendor.Vendors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Completes the names of vendors, products and sources while they are typed: those that articles
 * are filed under, the most frequent first, then those that are merely known.
 */
@ApplicationScoped
public class Completion {
  /** Names of the index are read anew so often; reading them all takes some milliseconds. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Search search;
  private final Vendors vendors;
  private final InstantSource clock;
  private final Map<Field, Read> read = new ConcurrentHashMap<>();

  public Completion(Search search, Vendors vendors, InstantSource clock) {
    this.search = search;
    this.vendors = vendors;
    this.clock = clock;
  }

  private record Read(Instant at, List<Entry> entries) {}

  /** A name, what it may begin with, folded, and how many articles are filed under it. */
  private record Entry(Count name, List<String> forms) {}

  /** The names of a field of which a word begins so, in any of their forms; none for nothing. */
  public List<Count> of(Field field, String prefix, int size) {
    String wanted = Vendors.slug(prefix);
    if (wanted.isEmpty()) return List.of();
    return entries(field).stream()
        .filter(entry -> rank(entry, wanted) < 2)
        .sorted(Comparator.comparingInt(entry -> rank(entry, wanted)))
        .limit(size)
        .map(Entry::name)
        .toList();
  }

  /** The names under which most articles are filed. */
  public List<String> mostFrequent(Field field, int size) {
    return entries(field).stream()
        .filter(entry -> entry.name.count() > 0)
        .limit(size)
        .map(entry -> entry.name.value())
        .toList();
  }

  /** 0: begins so; 1: a later word of it begins so; 2: neither. */
  private static int rank(Entry entry, String wanted) {
    if (entry.forms.stream().anyMatch(form -> form.startsWith(wanted))) return 0;
    return entry.forms.stream().anyMatch(form -> form.contains("-" + wanted)) ? 1 : 2;
  }

  private List<Entry> entries(Field field) {
    Instant now = clock.instant();
    Read known = read.get(field);
    if (known != null && known.at.plus(FRESH).isAfter(now)) return known.entries;
    List<Entry> entries = readEntries(field);
    read.put(field, new Read(now, entries));
    return entries;
  }

  private List<Entry> readEntries(Field field) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Count name : search.names(field)) counts.put(name.value(), name.count());
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    known(field)
        .forEach(
            (name, forms) -> {
              counts.putIfAbsent(name, 0L);
              aliases.put(name, forms);
            });
    return counts.entrySet().stream()
        .map(name -> new Count(name.getKey(), name.getValue()))
        .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
        .map(name -> new Entry(name, forms(name.value(), aliases)))
        .toList();
  }

  private static List<String> forms(String name, Map<String, List<String>> aliases) {
    List<String> all = new ArrayList<>(List.of(Vendors.slug(name)));
    aliases.getOrDefault(name, List.of()).forEach(alias -> all.add(Vendors.slug(alias)));
    return List.copyOf(all);
  }

  private Map<String, List<String>> known(Field field) {
    Map<String, List<String>> known = new LinkedHashMap<>();
    switch (field) {
      case VENDOR -> vendors.list().forEach(v -> known.put(v.name(), v.aliases()));
      case PRODUCT -> vendors.products().forEach(p -> known.put(p.name(), p.aliases()));
      case SOURCE -> {}
      case ACTOR, TYPE, STATUS, LANG -> throw new Invalid("field", "vendor, product or source");
    }
    return known;
  }
}
