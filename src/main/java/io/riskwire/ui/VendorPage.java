package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.risk.Calendars;
import io.riskwire.risk.Coverage;
import io.riskwire.risk.Directory;
import io.riskwire.risk.Relation;
import io.riskwire.risk.Relation.Kind;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.risk.VendorFile;
import io.riskwire.risk.VendorFiles;
import io.riskwire.risk.VendorRisk;
import io.riskwire.risk.VendorRisk.Term;
import io.riskwire.risk.Weights;
import io.riskwire.vendor.Product;
import io.riskwire.vendor.Vendor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** One vendor: how much it is at risk and why, with whom it is at odds, and what is to come. */
@Path("/vendors/{slug}")
@RunOnVirtualThread
class VendorPage {
  private static final int MOST = 100;

  private final Visitor visitor;
  private final Directory directory;
  private final VendorFiles files;
  private final Calendars calendars;
  private final InstantSource clock;

  VendorPage(
      Visitor visitor,
      Directory directory,
      VendorFiles files,
      Calendars calendars,
      InstantSource clock) {
    this.visitor = visitor;
    this.directory = directory;
    this.files = files;
    this.calendars = calendars;
    this.clock = clock;
  }

  record View(
      Frame frame,
      String slug,
      Vendor vendor,
      @Nullable String ownerSlug,
      List<String> products,
      When asOf,
      boolean isToday,
      String risk,
      String weight,
      RiskChart chart,
      List<Addend> terms,
      List<Weighted> open,
      @Nullable DisputeGraph graph,
      List<BanRow> bans,
      List<BanRow> proposed,
      List<IncidentRow> all,
      int count,
      List<DateRow> dates,
      @Nullable Heard coverage,
      String calendar)
      implements TemplateInstance {}

  /** What one incident adds to the risk. */
  record Addend(long incident, String title, String points, String why) {}

  /** Open incidents that are about as severe. */
  record Weighted(Label weight, List<IncidentRow> rows) {}

  /** Whether we would have heard. */
  record Heard(String words, boolean isHeard, int sources, int reporting, int working) {
    static Heard of(Coverage coverage, Instant now) {
      return new Heard(
          coverage.words(now),
          coverage.isHeard(),
          coverage.sources(),
          coverage.reporting(),
          coverage.working());
    }
  }

  @GET
  public Response show(@RestPath String slug, @QueryParam("asOf") @Nullable String asOf) {
    Optional<String> forward = directory.forward(slug);
    if (forward.isPresent()) return Reply.movedTo("/vendors/" + forward.get());
    Vendor vendor = directory.find(slug).orElseThrow(() -> Given.unknown("vendor", slug));
    var day = files.day(Given.date("asOf", asOf));
    return Reply.page(view(files.of(vendor, Weights.EVEN, day)));
  }

  private View view(VendorFile file) {
    Vendor vendor = file.vendor();
    Instant now = clock.instant();
    Coverage coverage = file.coverage();
    List<IncidentRow> rows = file.incidents().stream().map(e -> IncidentRow.of(e, now)).toList();
    return new View(
        visitor.frame(vendor.name(), "vendors"),
        file.slug(),
        vendor,
        directory.slugOf(vendor.owner()),
        file.products().stream().map(Product::name).toList(),
        When.day(file.asOf(), now),
        file.asOf().equals(files.today()),
        String.format(Locale.ROOT, "%.0f", file.risk().value()),
        VendorRisk.weight(file.risk().value()),
        RiskChart.of(file.timeline(), now),
        file.risk().terms().stream().map(VendorPage::addend).toList(),
        open(file.incidents(), now),
        DisputeGraph.of(vendor.name(), file.relations(), named(vendor.name()), directory::slugOf),
        bans(file.relations(), Relation::isDecided, now),
        bans(file.relations(), r -> r.isOpen() && !r.isDecided(), now),
        rows.subList(0, Math.min(MOST, rows.size())),
        rows.size(),
        file.dates().stream()
            .filter(d -> !d.day().isBefore(file.asOf()))
            .map(d -> DateRow.of(d, now))
            .toList(),
        coverage == null ? null : Heard.of(coverage, now),
        calendars.ofVendor(file.slug()).toString());
  }

  private Predicate<@Nullable String> named(String vendor) {
    return name -> name != null && directory.named(name).name().equals(vendor);
  }

  private static Addend addend(Term term) {
    return new Addend(
        term.incident(),
        term.title(),
        String.format(Locale.ROOT, "%.1f", term.points()),
        term.why());
  }

  private static List<Weighted> open(List<Entry> known, Instant now) {
    List<IncidentRow> open =
        known.stream().filter(Entry::isOpen).map(e -> IncidentRow.of(e, now)).toList();
    return List.of("high", "medium", "low").stream()
        .map(
            weight ->
                new Weighted(
                    Label.of(weight),
                    open.stream().filter(r -> r.weight().equals(weight)).toList()))
        .filter(w -> !w.rows().isEmpty())
        .toList();
  }

  private List<BanRow> bans(List<Relation> relations, Predicate<Relation> which, Instant now) {
    return relations.stream()
        .filter(r -> r.kind() == Kind.BAN)
        .filter(which)
        .map(r -> BanRow.of(r, directory.slugOf(r.actor()), now))
        .toList();
  }
}
