package io.riskwire.risk;

import io.riskwire.risk.Portfolio.Cluster;
import io.riskwire.risk.Portfolio.Line;
import io.riskwire.risk.Portfolio.Tool;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Criticality;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what a watchlist's vendors come to. */
@ApplicationScoped
public class Portfolios {
  private static final int WEEK = 7;
  private static final int MOVERS = 10;
  private static final int CLUSTER = 3;

  private final Directory directory;
  private final Risks risks;
  private final Weightings weightings;

  public Portfolios(Directory directory, Risks risks, Weightings weightings) {
    this.directory = directory;
    this.risks = risks;
    this.weightings = weightings;
  }

  public Portfolio of(Watchlist watchlist, LocalDate asOf) {
    Weights weights = weightings.of(watchlist.id());
    List<Vendor> vendors = watchlist.vendors().stream().map(directory::named).toList();
    List<Exposure> exposures = risks.exposures(vendors, weights);
    Map<String, Criticality> criticality = criticality(watchlist);
    Map<Long, Entry> known = new TreeMap<>();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < vendors.size(); i++) {
      List<Entry> entries = exposures.get(i).known(asOf);
      entries.forEach(e -> known.put(e.incident(), e));
      lines.add(line(vendors.get(i).name(), exposures.get(i), entries, asOf, criticality));
    }
    lines.sort(Comparator.comparingDouble(Line::risk).reversed().thenComparing(Line::vendor));
    return new Portfolio(
        watchlist,
        weights,
        asOf,
        lines,
        movers(lines),
        clusters(watchlist),
        dates(watchlist, List.copyOf(known.values()), asOf));
  }

  private static Line line(
      String vendor,
      Exposure exposure,
      List<Entry> known,
      LocalDate asOf,
      Map<String, Criticality> criticality) {
    LocalDate weekAgo = asOf.minusDays(WEEK);
    return new Line(
        vendor,
        exposure.value(asOf),
        exposure.value(weekAgo),
        exposure.byType(asOf),
        (int) known.stream().filter(Entry::isOpen).count(),
        known.stream()
            .filter(e -> LocalDate.ofInstant(e.at(), ZoneOffset.UTC).isAfter(weekAgo))
            .sorted(Comparator.comparing(Entry::at).reversed())
            .toList(),
        criticality.get(vendor));
  }

  /** Of several entries of a vendor the one that matters most. */
  private static Map<String, Criticality> criticality(Watchlist watchlist) {
    Map<String, Criticality> most = new HashMap<>();
    for (Watchlist.Entry entry : watchlist.entries()) {
      String vendor = entry.match().vendor();
      Criticality criticality = entry.row().criticality();
      if (vendor != null && criticality != null)
        most.merge(vendor, criticality, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    return most;
  }

  private static List<Line> movers(List<Line> lines) {
    return lines.stream()
        .filter(line -> Math.abs(line.change()) >= 1)
        .sorted(Comparator.comparingDouble((Line line) -> Math.abs(line.change())).reversed())
        .limit(MOVERS)
        .toList();
  }

  /** The houses on which at least three of the entries depend, the most first. */
  private List<Cluster> clusters(Watchlist watchlist) {
    Map<String, List<Tool>> byHouse = new LinkedHashMap<>();
    Map<String, String> houses = new HashMap<>();
    for (Watchlist.Entry entry : watchlist.entries()) {
      String vendor = entry.match().vendor();
      if (vendor == null) continue;
      String house =
          houses.computeIfAbsent(vendor, v -> directory.ultimateOwner(directory.named(v)));
      String product = entry.row().product();
      byHouse
          .computeIfAbsent(house, h -> new ArrayList<>())
          .add(new Tool(product == null ? entry.row().name() : product, vendor));
    }
    return byHouse.entrySet().stream()
        .filter(e -> e.getValue().size() >= CLUSTER)
        .map(e -> new Cluster(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingInt((Cluster c) -> c.tools().size()).reversed())
        .toList();
  }

  private static List<Appointment> dates(Watchlist watchlist, List<Entry> known, LocalDate asOf) {
    List<Appointment> dates = new ArrayList<>(Appointments.of(known));
    dates.addAll(Appointments.of(watchlist));
    return Appointments.inOrder(dates).stream()
        .filter(d -> !d.day().isBefore(asOf) && d.day().isBefore(asOf.plusYears(1)))
        .toList();
  }
}
