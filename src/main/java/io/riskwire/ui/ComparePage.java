package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
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
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Vendors side by side. */
@Path("/vendors/compare")
@RunOnVirtualThread
class ComparePage {
  private static final int MOST = 6;

  private final Visitor visitor;
  private final Directory directory;
  private final VendorFiles files;
  private final InstantSource clock;

  ComparePage(Visitor visitor, Directory directory, VendorFiles files, InstantSource clock) {
    this.visitor = visitor;
    this.directory = directory;
    this.files = files;
    this.clock = clock;
  }

  record View(Frame frame, List<Side> sides, List<TypeLine> types) implements TemplateInstance {}

  /** One vendor. */
  record Side(
      String slug,
      String name,
      @Nullable String owner,
      String risk,
      String weight,
      RiskChart chart,
      long open,
      long bans,
      long disputes,
      @Nullable IncidentRow newest,
      String coverage) {}

  /** How much of each vendor's risk one type makes, in the order of the vendors. */
  record TypeLine(Label type, List<Cell> cells) {}

  record Cell(String vendor, String points, int heat) {}

  @GET
  public TemplateInstance show(@QueryParam("vendor") @Nullable List<String> vendor) {
    List<String> names =
        (vendor == null ? Stream.<String>of() : vendor.stream())
            .map(Given::text)
            .filter(n -> !n.isEmpty())
            .distinct()
            .toList();
    if (names.size() > MOST) throw new Invalid("vendor", "at most " + MOST + " side by side");
    List<VendorFile> compared =
        names.stream().map(n -> files.of(directory.named(n), Weights.EVEN, files.today())).toList();
    Instant now = clock.instant();
    return new View(
        visitor.frame("Vendors side by side", "vendors"),
        compared.stream().map(f -> side(f, now)).toList(),
        Arrays.stream(EventType.values())
            .map(t -> new TypeLine(Label.of(t), compared.stream().map(f -> cell(f, t)).toList()))
            .filter(l -> l.cells().stream().anyMatch(c -> c.heat() > 0))
            .toList());
  }

  private static Side side(VendorFile file, Instant now) {
    List<Relation> relations = file.relations().stream().filter(Relation::isOpen).toList();
    Coverage coverage = file.coverage();
    return new Side(
        Vendors.slug(file.vendor().name()),
        file.vendor().name(),
        file.vendor().owner(),
        String.format(Locale.ROOT, "%.0f", file.risk().value()),
        VendorRisk.weight(file.risk().value()),
        RiskChart.of(file.timeline(), now),
        file.incidents().stream().filter(Entry::isOpen).count(),
        relations.stream().filter(r -> r.kind() == Kind.BAN).count(),
        relations.stream().filter(r -> r.kind() == Kind.DISPUTE).count(),
        file.incidents().isEmpty() ? null : IncidentRow.of(file.incidents().getFirst(), now),
        coverage == null ? "" : coverage.words(now));
  }

  private static Cell cell(VendorFile file, EventType type) {
    double points =
        file.risk().terms().stream().filter(t -> t.type() == type).mapToDouble(Term::points).sum();
    return new Cell(
        file.vendor().name(), String.format(Locale.ROOT, "%.1f", points), Heat.of(points));
  }
}
