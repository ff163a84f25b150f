package io.riskwire.risk;

import io.riskwire.event.EventType;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Criticality;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a watchlist's vendors come to at the end of a day. {@code lines}: one a vendor, the most at
 * risk first; {@code movers}: whose risk changed most within a week; {@code dates}: of the year
 * that follows.
 */
public record Portfolio(
    Watchlist watchlist,
    Weights weights,
    LocalDate asOf,
    List<Line> lines,
    List<Line> movers,
    List<Cluster> clusters,
    List<Appointment> dates) {
  public Portfolio {
    lines = List.copyOf(lines);
    movers = List.copyOf(movers);
    clusters = List.copyOf(clusters);
    dates = List.copyOf(dates);
  }

  /**
   * A vendor: its risk, what it was a week before, how much of it each type makes, and what was
   * learned of it since then, the newest first.
   */
  public record Line(
      String vendor,
      double risk,
      double weekAgo,
      Map<EventType, Double> byType,
      int open,
      List<Entry> news,
      @Nullable Criticality criticality) {
    public Line {
      byType = Map.copyOf(byType);
      news = List.copyOf(news);
    }

    public String slug() {
      return Vendors.slug(vendor);
    }

    public double change() {
      return Math.round((risk - weekAgo) * 10) / 10.0;
    }
  }

  /** Several entries that depend on one house: itself or a vendor that belongs to it. */
  public record Cluster(String house, List<Tool> tools) {
    public Cluster {
      tools = List.copyOf(tools);
    }
  }

  /** An entry of the watchlist, and the vendor that it was matched to. */
  public record Tool(String name, String vendor) {}
}
