package io.riskwire.ui;

import io.riskwire.risk.Directory;
import io.riskwire.risk.Dossier;
import io.riskwire.risk.DossierCsv;
import io.riskwire.risk.DossierPdf;
import io.riskwire.risk.Dossiers;
import io.riskwire.risk.Dossiers.Period;
import io.riskwire.risk.VendorFiles;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports to keep: of a vendor or a watchlist, as a PDF or a table. */
@Path("/reports")
@RunOnVirtualThread
class ReportFile {
  private final Directory directory;
  private final Watchlists watchlists;
  private final Dossiers dossiers;
  private final VendorFiles files;

  ReportFile(Directory directory, Watchlists watchlists, Dossiers dossiers, VendorFiles files) {
    this.directory = directory;
    this.watchlists = watchlists;
    this.dossiers = dossiers;
    this.files = files;
  }

  @GET
  public Response file(
      @QueryParam("vendor") @Nullable String vendor,
      @QueryParam("watchlist") @Nullable String watchlist,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("as") @Nullable String as) {
    Period period = period(from, to);
    return file(
        watchlist == null ? ofVendor(Given.text(vendor), period) : ofWatchlist(watchlist, period),
        as);
  }

  private Dossier ofVendor(String slug, Period period) {
    Vendor vendor = directory.find(slug).orElseThrow(() -> Given.unknown("vendor", slug));
    return dossiers.of(vendor.name(), List.of(vendor), period);
  }

  private Dossier ofWatchlist(String id, Period period) {
    Watchlist of =
        watchlists
            .find(Given.id("watchlist", id))
            .orElseThrow(() -> Given.unknown("watchlist", id));
    List<Vendor> vendors = of.vendors().stream().map(directory::named).toList();
    return dossiers.of(of.name(), vendors, period);
  }

  private Period period(@Nullable String from, @Nullable String to) {
    return Period.of(Given.date("from", from), Given.date("to", to), files.today());
  }

  private static Response file(Dossier dossier, @Nullable String as) {
    String name =
        "riskwire-" + ascii(dossier.subject()) + "-" + dossier.from() + "-" + dossier.to();
    return "csv".equals(as)
        ? reply(DossierCsv.write(dossier), "text/csv;charset=UTF-8", name + ".csv")
        : reply(DossierPdf.write(dossier), "application/pdf", name + ".pdf");
  }

  /** File names in headers are plain letters (RFC 6266, appendix D). */
  private static String ascii(String subject) {
    return Vendors.slug(subject).replaceAll("[^a-z0-9-]", "_");
  }

  private static Response reply(Object content, String type, String name) {
    return Response.ok(content, type)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }
}
