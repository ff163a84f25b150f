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
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

  /** {@code unknown}: names that were given and are nobody's. */
  record View(Frame frame, List<Side> sides, List<TypeLine> types, List<String> unknown)
      implements TemplateInstance {}

  /** One vendor; {@code without}: the page of the others. */
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
      String coverage,
      String without) {}

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
    Map<String, Vendor> vendors = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      Optional<Vendor> found = find(name);
      if (found.isPresent()) vendors.put(found.get().name(), found.get());
      else unknown.add(name);
    }
    List<VendorFile> compared =
        vendors.values().stream().map(v -> files.of(v, Weights.EVEN, files.today())).toList();
    Instant now = clock.instant();
    return new View(
        visitor.frame("Vendors side by side", "vendors"),
        compared.stream().map(f -> side(f, vendors.keySet(), now)).toList(),
        Arrays.stream(EventType.values())
            .map(t -> new TypeLine(Label.of(t), compared.stream().map(f -> cell(f, t)).toList()))
            .filter(l -> l.cells().stream().anyMatch(c -> c.heat() > 0))
            .toList(),
        unknown);
  }

  /** By its name, any of its other names, or as its page's address spells it. */
  private Optional<Vendor> find(String name) {
    Optional<Vendor> bySlug = directory.find(name);
    if (bySlug.isPresent()) return bySlug;
    return Optional.ofNullable(directory.slugOf(name)).flatMap(directory::find);
  }

  private static String without(String name, Collection<String> names) {
    return names.stream()
        .filter(n -> !n.equals(name))
        .map(n -> "vendor=" + URLEncoder.encode(n, StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "/vendors/compare?", ""));
  }

  private static Side side(VendorFile file, Collection<String> names, Instant now) {
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
        coverage == null ? "" : coverage.words(now),
        without(file.vendor().name(), names));
  }

  private static Cell cell(VendorFile file, EventType type) {
    double points =
        file.risk().terms().stream().filter(t -> t.type() == type).mapToDouble(Term::points).sum();
    return new Cell(
        file.vendor().name(),
        points == 0 ? "" : String.format(Locale.ROOT, "%.1f", points),
        Heat.of(points));
  }
}
