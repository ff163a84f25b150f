package io.riskwire.api;

import io.riskwire.base.Invalid;
import io.riskwire.risk.Directory;
import io.riskwire.risk.Dossier;
import io.riskwire.risk.DossierCsv;
import io.riskwire.risk.DossierPdf;
import io.riskwire.risk.Dossiers;
import io.riskwire.risk.Dossiers.Period;
import io.riskwire.risk.VendorFiles;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/reports")
@Tag(name = "Vendors")
@RunOnVirtualThread
class ReportsResource {
  private static final String PDF = "application/pdf";

  private final Directory directory;
  private final Watchlists watchlists;
  private final Dossiers dossiers;
  private final VendorFiles files;

  ReportsResource(
      Directory directory, Watchlists watchlists, Dossiers dossiers, VendorFiles files) {
    this.directory = directory;
    this.watchlists = watchlists;
    this.dossiers = dossiers;
    this.files = files;
  }

  /** Of whom, and from which day to which, both included. */
  static class Wanted {
    @QueryParam("vendor")
    @Nullable String vendor;

    @QueryParam("watchlist")
    @Nullable String watchlist;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;
  }

  @GET
  @Produces(PDF)
  @Operation(summary = "What happened to a vendor or to those of a watchlist, as evidence to print")
  public byte[] pdf(@BeanParam Wanted wanted) {
    return DossierPdf.write(dossier(wanted));
  }

  @GET
  @Produces(Export.CSV)
  @Operation(hidden = true)
  public String csv(@BeanParam Wanted wanted) {
    return DossierCsv.write(dossier(wanted));
  }

  private Dossier dossier(Wanted wanted) {
    Period period =
        Period.of(Asked.date("from", wanted.from), Asked.date("to", wanted.to), files.today());
    if (wanted.watchlist != null) {
      Watchlist of = watchlist(wanted.watchlist);
      List<Vendor> vendors = of.vendors().stream().map(directory::named).toList();
      return dossiers.of(of.name(), vendors, period);
    }
    if (wanted.vendor == null) throw new Invalid("vendor", "name a vendor or a watchlist");
    Vendor vendor = directory.named(wanted.vendor);
    return dossiers.of(vendor.name(), List.of(vendor), period);
  }

  private Watchlist watchlist(String id) {
    return watchlists
        .find(Asked.id("watchlist", id))
        .orElseThrow(() -> Problem.unknown("watchlist", id));
  }
}
