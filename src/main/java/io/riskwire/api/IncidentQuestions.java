package io.riskwire.api;

import io.riskwire.base.Page;
import io.riskwire.risk.Incident;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlists;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which incidents are asked for, read in one way for the list and for the stream. */
@ApplicationScoped
class IncidentQuestions {
  private static final int MOST_FOUND = 10_000;

  private final Incidents incidents;
  private final Search search;
  private final Vendors vendors;
  private final Watchlists watchlists;

  IncidentQuestions(Incidents incidents, Search search, Vendors vendors, Watchlists watchlists) {
    this.incidents = incidents;
    this.search = search;
    this.vendors = vendors;
    this.watchlists = watchlists;
  }

  /** The parameters of a search. */
  static class Wanted {
    @QueryParam("q")
    @Nullable String q;

    @QueryParam("vendor")
    List<String> vendor = List.of();

    @QueryParam("watchlist")
    @Nullable String watchlist;

    @QueryParam("product")
    List<String> product = List.of();

    @QueryParam("type")
    List<String> type = List.of();

    @QueryParam("source")
    List<String> source = List.of();

    @QueryParam("status")
    List<String> status = List.of();

    @QueryParam("minSeverity")
    @Nullable Integer minSeverity;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("effectiveFrom")
    @Nullable String effectiveFrom;

    @QueryParam("effectiveTo")
    @Nullable String effectiveTo;

    @QueryParam("due")
    boolean due;

    @QueryParam("size")
    @DefaultValue("20")
    int size;

    @QueryParam("cursor")
    @Nullable String cursor;

    boolean hasWords() {
      return q != null && !q.isBlank();
    }
  }

  /** One page of those that are asked for, the newest first. */
  Page<Incident> answer(Wanted wanted) {
    List<Long> found = wanted.hasWords() ? found(query(wanted)) : null;
    return incidents.list(filter(wanted, found), Listed.size(wanted.size), wanted.cursor);
  }

  /** Those of these incidents that are asked for; at most as many as a page may have. */
  List<Incident> among(Wanted wanted, Collection<Incident> these) {
    if (these.isEmpty()) return List.of();
    List<Long> ids = new ArrayList<>(these.stream().map(Incident::id).toList());
    if (wanted.hasWords()) ids.retainAll(found(Query.and(query(wanted), seenWith(these))));
    return incidents.list(filter(wanted, ids), these.size(), null).items();
  }

  /** So that the newest of all that fit cannot crowd out older ones. */
  private static Query seenWith(Collection<Incident> these) {
    List<Instant> seen =
        these.stream().map(Incident::firstSeen).sorted(Comparator.naturalOrder()).toList();
    return Query.published(seen.getFirst(), seen.getLast().plusSeconds(1));
  }

  private Query query(Wanted wanted) {
    return QueryParser.parse(wanted.q == null ? "" : wanted.q, vendors);
  }

  private List<Long> found(Query query) {
    return search.ids(Doc.Kind.INCIDENT, query, MOST_FOUND);
  }

  private IncidentFilter filter(Wanted wanted, @Nullable List<Long> ids) {
    List<String> named = wanted.vendor.stream().map(vendors::canonical).toList();
    List<String> asked = wanted.watchlist == null ? named : watched(wanted.watchlist, named);
    boolean isNobody = wanted.watchlist != null && asked.isEmpty();
    return new IncidentFilter(
        asked,
        wanted.product.stream().map(vendors::canonical).toList(),
        wanted.source,
        Asked.types(wanted.type),
        Asked.statuses(wanted.status),
        IncidentFilter.least(wanted.minSeverity),
        Asked.instant("from", wanted.from),
        Asked.instant("to", wanted.to),
        Asked.date("effectiveFrom", wanted.effectiveFrom),
        Asked.date("effectiveTo", wanted.effectiveTo),
        wanted.due,
        isNobody ? List.of() : ids);
  }

  /** The vendors of a watchlist, of those that are asked for where any are. */
  private List<String> watched(String id, List<String> named) {
    return watchlists.kept(id).vendors().stream()
        .filter(v -> named.isEmpty() || named.contains(v))
        .toList();
  }
}
