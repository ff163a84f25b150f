package io.riskwire.risk;

import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.base.Page;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Watchlist;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Vendors in order of their names or of their risk. */
@ApplicationScoped
public class VendorList {
  private final Directory directory;
  private final Risks risks;
  private final Weightings weightings;

  public VendorList(Directory directory, Risks risks, Weightings weightings) {
    this.directory = directory;
    this.risks = risks;
    this.weightings = weightings;
  }

  /** In which order. */
  public enum Sort {
    NAME(Ranked.BY_NAME),
    RISK(Comparator.comparingDouble(Ranked::risk).reversed().thenComparing(Ranked.BY_NAME));

    private final Comparator<Ranked> order;

    Sort(Comparator<Ranked> order) {
      this.order = order;
    }

    public static Sort of(String label) {
      return switch (label) {
        case "name" -> NAME;
        case "risk" -> RISK;
        default -> throw new Invalid("sort", "name or risk");
      };
    }
  }

  /**
   * Which vendors: {@code q}: what a name, an alias or the owner's name contains; {@code
   * watchlist}: only those of it, by its weights.
   */
  public record Asked(String q, @Nullable Watchlist watchlist, Sort sort, LocalDate asOf) {}

  /** A vendor, its risk, and how many incidents of it were known. */
  public record Ranked(Vendor vendor, double risk, int incidents) {
    private static final Comparator<Ranked> BY_NAME =
        Comparator.comparing((Ranked r) -> r.vendor().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(r -> r.vendor().name());
  }

  /** One page of them; {@code after}: risk and name of the row before it. */
  public Page<Ranked> page(Asked asked, int size, @Nullable Cursor after) {
    List<Ranked> all = all(asked);
    int first = after == null ? 0 : indexAfter(all, asked.sort(), after);
    int end = Math.min(all.size(), first + size);
    Cursor next = end == all.size() || end == first ? null : cursor(all.get(end - 1));
    return new Page<>(all.size(), all.subList(first, end), next);
  }

  private static Cursor cursor(Ranked last) {
    return Cursor.of(Math.round(last.risk() * 10), last.vendor().name());
  }

  /**
   * Risks may have changed since: what would stand before the row of the cursor is not repeated.
   */
  private static int indexAfter(List<Ranked> all, Sort sort, Cursor after) {
    Vendor vendor = new Vendor(after.keys().getLast(), "", "", null, List.of(), List.of());
    Ranked last = new Ranked(vendor, after.number(0) / 10.0, 0);
    int index = 0;
    while (index < all.size() && sort.order.compare(all.get(index), last) <= 0) index++;
    return index;
  }

  private List<Ranked> all(Asked asked) {
    Watchlist watchlist = asked.watchlist();
    Weights weights = watchlist == null ? Weights.EVEN : weightings.of(watchlist.id());
    List<Vendor> vendors =
        (watchlist == null
                ? directory.list().stream()
                : watchlist.vendors().stream().map(directory::named))
            .filter(v -> fits(v, asked.q()))
            .toList();
    List<Exposure> exposures = risks.exposures(vendors, weights);
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < vendors.size(); i++) {
      Exposure exposure = exposures.get(i);
      ranked.add(
          new Ranked(
              vendors.get(i), exposure.value(asked.asOf()), exposure.known(asked.asOf()).size()));
    }
    ranked.sort(asked.sort().order);
    return ranked;
  }

  private static boolean fits(Vendor vendor, String q) {
    String part = q.strip().toLowerCase(Locale.ROOT);
    String owner = vendor.owner();
    return part.isEmpty()
        || Stream.concat(
                Stream.of(vendor.name(), owner == null ? "" : owner), vendor.aliases().stream())
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(part));
  }
}
