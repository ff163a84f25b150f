package io.riskwire.api;

import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Candidate;
import io.riskwire.vendor.Watchlist.Entry;
import io.riskwire.vendor.Watchlist.Match;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlist.State;
import io.riskwire.vendor.Watchlists;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How watchlists and their entries are told, as JSON and as rows of CSV. */
final class WatchlistShapes {
  static final List<String> COLUMNS =
      List.of(
          "name",
          "vendor",
          "state",
          "reason",
          "score",
          "candidates",
          "domain",
          "product",
          "owner",
          "criticality",
          "contract",
          "renewal");

  private WatchlistShapes() {}

  record SummaryShape(
      String id, String name, boolean tellsOwners, Instant changed, int entries, int review) {}

  record CandidateShape(String vendor, String slug, double score, String reason) {}

  record EntryShape(
      String id,
      @Nullable Integer line,
      String name,
      String state,
      @Nullable String vendor,
      @Nullable String slug,
      double score,
      String reason,
      List<CandidateShape> candidates,
      @Nullable String domain,
      @Nullable String product,
      @Nullable String owner,
      @Nullable String criticality,
      @Nullable LocalDate contract,
      @Nullable LocalDate renewal) {}

  record Counts(long matched, long review, long created) {}

  record Shape(
      String id,
      String name,
      boolean tellsOwners,
      Instant changed,
      Counts counts,
      List<EntryShape> entries,
      @Nullable List<String> problems) {}

  /** A row of the CSV export; a candidate as its name. */
  record Line(
      String name,
      @Nullable String vendor,
      String state,
      String reason,
      double score,
      List<String> candidates,
      @Nullable String domain,
      @Nullable String product,
      @Nullable String owner,
      @Nullable String criticality,
      @Nullable LocalDate contract,
      @Nullable LocalDate renewal) {}

  static SummaryShape summary(Watchlists.Summary list) {
    return new SummaryShape(
        String.valueOf(list.id()),
        list.name(),
        list.tellsOwners(),
        list.changed(),
        list.entries(),
        list.review());
  }

  static Line line(Entry entry) {
    Row row = entry.row();
    Match match = entry.match();
    return new Line(
        row.name(),
        match.vendor(),
        match.state().label(),
        match.reason(),
        match.score(),
        match.state() == State.REVIEW
            ? match.candidates().stream().map(Candidate::vendor).toList()
            : List.of(),
        row.domain(),
        row.product(),
        row.owner(),
        row.criticality() == null ? null : row.criticality().label(),
        row.contract(),
        row.renewal());
  }

  static Shape shape(Watchlist watchlist, @Nullable List<String> problems) {
    return new Shape(
        String.valueOf(watchlist.id()),
        watchlist.name(),
        watchlist.tellsOwners(),
        watchlist.changed(),
        new Counts(
            watchlist.count(State.MATCHED),
            watchlist.count(State.REVIEW),
            watchlist.count(State.CREATED)),
        watchlist.entries().stream().map(WatchlistShapes::shape).toList(),
        problems);
  }

  static EntryShape shape(Entry entry) {
    Row row = entry.row();
    Match match = entry.match();
    String vendor = match.vendor();
    return new EntryShape(
        String.valueOf(entry.id()),
        row.line() == 0 ? null : row.line(),
        row.name(),
        match.state().label(),
        vendor,
        vendor == null ? null : Vendors.slug(vendor),
        match.score(),
        match.reason(),
        match.candidates().stream()
            .map(
                c ->
                    new CandidateShape(c.vendor(), Vendors.slug(c.vendor()), c.score(), c.reason()))
            .toList(),
        row.domain(),
        row.product(),
        row.owner(),
        row.criticality() == null ? null : row.criticality().label(),
        row.contract(),
        row.renewal());
  }
}
