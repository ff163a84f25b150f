package io.riskwire.mcp;

import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.riskwire.risk.Coverage;
import io.riskwire.risk.Directory;
import io.riskwire.risk.Relation;
import io.riskwire.risk.VendorFile;
import io.riskwire.risk.VendorFiles;
import io.riskwire.risk.VendorRisk;
import io.riskwire.risk.Weights;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much a vendor is at risk, and why. */
@ApplicationScoped
class VendorTools {
  private static final int MOST = 20;

  private final Vendors vendors;
  private final Directory directory;
  private final VendorFiles files;
  private final InstantSource clock;

  VendorTools(Vendors vendors, Directory directory, VendorFiles files, InstantSource clock) {
    this.vendors = vendors;
    this.directory = directory;
    this.files = files;
    this.clock = clock;
  }

  /**
   * {@code risk}: 0 to 100, the sum of the points of all its terms, of which the greatest are here;
   * {@code wouldWeHaveHeard}: what silence means.
   */
  public record Answer(
      String vendor,
      LocalDate asOf,
      double risk,
      String level,
      List<Term> terms,
      List<Between> relations,
      @Nullable String wouldWeHaveHeard) {}

  public record Term(
      String incident, String title, String type, String status, double points, String why) {}

  /** What stands between it and another. */
  public record Between(
      String kind,
      String actor,
      String target,
      @Nullable String product,
      @Nullable String replacement,
      String status,
      LocalDate since) {}

  @Tool(
      name = "vendor_risk",
      title = "A vendor's risk",
      description =
          "How much a vendor is at risk (0 to 100) at the end of a day, by what was known then:"
              + " what each incident adds and why, with whom it is in dispute and who bans its"
              + " products, and whether silence means that nothing happened.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(
              title = "A vendor's risk",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = false))
  @RunOnVirtualThread
  Answer risk(
      @ToolArg(description = "the vendor's name; aliases are known") String vendor,
      @ToolArg(required = false, description = "a day such as 2026-07-31; today where left out")
          @Nullable String asOf) {
    return Asked.answer(
        () -> answer(files.of(find(vendor), Weights.EVEN, files.day(Asked.date("asOf", asOf)))));
  }

  private Vendor find(String name) {
    String slug = Vendors.slug(vendors.canonical(name));
    return directory
        .find(directory.forward(slug).orElse(slug))
        .orElseThrow(() -> Asked.unknown("vendor", name));
  }

  private Answer answer(VendorFile file) {
    VendorRisk risk = file.risk();
    Coverage coverage = file.coverage();
    return new Answer(
        file.vendor().name(),
        file.asOf(),
        risk.value(),
        VendorRisk.weight(risk.value()),
        risk.terms().stream().limit(MOST).map(VendorTools::term).toList(),
        file.relations().stream().limit(MOST).map(VendorTools::between).toList(),
        coverage == null ? null : coverage.words(clock.instant()));
  }

  private static Term term(VendorRisk.Term term) {
    return new Term(
        String.valueOf(term.incident()),
        term.title(),
        term.type().label(),
        term.status().label(),
        term.points(),
        term.why());
  }

  private static Between between(Relation relation) {
    return new Between(
        relation.kind().label(),
        relation.actor(),
        relation.target(),
        relation.product(),
        relation.replacement(),
        relation.status().label(),
        relation.since());
  }
}
