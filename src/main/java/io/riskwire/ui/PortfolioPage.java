package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.event.EventType;
import io.riskwire.risk.Calendars;
import io.riskwire.risk.Portfolio;
import io.riskwire.risk.Portfolio.Cluster;
import io.riskwire.risk.Portfolio.Line;
import io.riskwire.risk.Portfolios;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.risk.VendorFiles;
import io.riskwire.risk.VendorRisk;
import io.riskwire.risk.Weightings;
import io.riskwire.risk.Weights;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Criticality;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a watchlist's vendors come to: where it is hot, what moved, what hangs together. */
@Path("/portfolios/{id}")
@RunOnVirtualThread
class PortfolioPage {
  private final Visitor visitor;
  private final Watchlists watchlists;
  private final Portfolios portfolios;
  private final Weightings weightings;
  private final VendorFiles files;
  private final Calendars calendars;
  private final InstantSource clock;

  PortfolioPage(
      Visitor visitor,
      Watchlists watchlists,
      Portfolios portfolios,
      Weightings weightings,
      VendorFiles files,
      Calendars calendars,
      InstantSource clock) {
    this.visitor = visitor;
    this.watchlists = watchlists;
    this.portfolios = portfolios;
    this.weightings = weightings;
    this.files = files;
    this.calendars = calendars;
    this.clock = clock;
  }

  record View(
      Frame frame,
      Watchlist watchlist,
      When asOf,
      boolean isToday,
      List<Label> types,
      List<Row> rows,
      List<Quiet> quiet,
      List<Mover> movers,
      List<House> houses,
      List<DateRow> dates,
      List<Weight> weights,
      boolean mayWeigh,
      String calendar)
      implements TemplateInstance {}

  /** A vendor that is at some risk, and how much of it each type makes. */
  record Row(
      String slug,
      String name,
      @Nullable String criticality,
      String risk,
      String weight,
      int open,
      List<Cell> cells) {}

  /** {@code points} is empty where there are none. */
  record Cell(String points, int heat) {}

  /** A vendor of which there is nothing to say. */
  record Quiet(String slug, String name) {}

  record Mover(
      String slug, String name, String risk, String weight, String change, List<News> news) {}

  record News(long incident, String title) {}

  /** On whom several tools depend. */
  record House(String name, int count, List<Portfolio.Tool> tools) {}

  record Weight(Label type, String value) {}

  @GET
  public TemplateInstance show(@RestPath String id, @QueryParam("asOf") @Nullable String asOf) {
    var day = files.day(Given.date("asOf", asOf));
    return view(portfolios.of(watchlist(id), day));
  }

  @POST
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response weigh(@RestPath String id, MultivaluedMap<String, String> form) {
    Map<EventType, Double> weights = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      String given = Given.orNull(form.getFirst(type.label()));
      if (given != null) weights.put(type, Given.decimal(type.label(), given));
    }
    weightings.set(watchlist(id).id(), new Weights(weights));
    return Reply.goTo("/portfolios/" + id);
  }

  private Watchlist watchlist(String id) {
    return watchlists
        .find(Given.id("watchlist", id))
        .orElseThrow(() -> Given.unknown("watchlist", id));
  }

  private View view(Portfolio portfolio) {
    Instant now = clock.instant();
    List<EventType> types = types(portfolio.lines());
    List<Row> rows = new ArrayList<>();
    List<Quiet> quiet = new ArrayList<>();
    for (Line line : portfolio.lines())
      if (line.risk() >= 0.5) rows.add(row(line, types));
      else quiet.add(new Quiet(line.slug(), line.vendor()));
    return new View(
        visitor.frame("Portfolio: " + portfolio.watchlist().name(), "vendors"),
        portfolio.watchlist(),
        When.day(portfolio.asOf(), now),
        portfolio.asOf().equals(files.today()),
        types.stream().map(Label::of).toList(),
        rows,
        quiet,
        portfolio.movers().stream().map(PortfolioPage::mover).toList(),
        portfolio.clusters().stream().map(PortfolioPage::house).toList(),
        portfolio.dates().stream().map(d -> DateRow.of(d, now)).toList(),
        Arrays.stream(EventType.values())
            .map(t -> new Weight(Label.of(t), number(portfolio.weights().of(t))))
            .toList(),
        visitor.mayReview(),
        calendars.ofWatchlist(portfolio.watchlist().id()).toString());
  }

  /** Only the types of which there is anything. */
  private static List<EventType> types(List<Line> lines) {
    return Arrays.stream(EventType.values())
        .filter(t -> lines.stream().anyMatch(l -> l.byType().getOrDefault(t, 0.0) >= 0.5))
        .toList();
  }

  private static Row row(Line line, List<EventType> types) {
    Criticality criticality = line.criticality();
    List<Cell> cells = new ArrayList<>(types.size());
    for (EventType type : types) {
      double points = line.byType().getOrDefault(type, 0.0);
      cells.add(new Cell(points < 0.5 ? "" : String.valueOf(Math.round(points)), Heat.of(points)));
    }
    return new Row(
        line.slug(),
        line.vendor(),
        criticality == null ? null : Label.of(criticality.label()).words(),
        String.valueOf(Math.round(line.risk())),
        VendorRisk.weight(line.risk()),
        line.open(),
        cells);
  }

  private static Mover mover(Line line) {
    return new Mover(
        line.slug(),
        line.vendor(),
        String.valueOf(Math.round(line.risk())),
        VendorRisk.weight(line.risk()),
        String.format(Locale.ROOT, "%+.1f", line.change()),
        line.news().stream().limit(2).map(PortfolioPage::news).toList());
  }

  private static News news(Entry entry) {
    return new News(entry.incident(), entry.title());
  }

  private static House house(Cluster cluster) {
    return new House(cluster.house(), cluster.tools().size(), cluster.tools());
  }

  private static String number(double weight) {
    return weight == Math.rint(weight) ? String.valueOf((int) weight) : String.valueOf(weight);
  }
}
