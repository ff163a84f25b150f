package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.base.Cursor;
import io.riskwire.base.Page;
import io.riskwire.risk.VendorFiles;
import io.riskwire.risk.VendorList;
import io.riskwire.risk.VendorList.Ranked;
import io.riskwire.risk.VendorList.Sort;
import io.riskwire.risk.VendorRisk;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All vendors, and the watchlists whose portfolios can be looked at. */
@Path("/vendors")
@RunOnVirtualThread
class VendorsPage {
  private static final int SIZE = 50;

  private final Visitor visitor;
  private final VendorList list;
  private final VendorFiles files;
  private final Watchlists watchlists;

  VendorsPage(Visitor visitor, VendorList list, VendorFiles files, Watchlists watchlists) {
    this.visitor = visitor;
    this.list = list;
    this.files = files;
    this.watchlists = watchlists;
  }

  /** What stands in the form. */
  record Form(String q, String watchlist, String sort) {
    Link link() {
      return Link.to("/vendors")
          .with("q", q)
          .with("watchlist", watchlist)
          .with("sort", sort.equals("risk") ? null : sort);
    }

    /** The watchlist that is looked at; null for all vendors. */
    public @Nullable String chosen() {
      return watchlist.isEmpty() ? null : watchlist;
    }
  }

  record View(
      Frame frame,
      Form form,
      List<Choice> watchlists,
      long total,
      List<Row> rows,
      @Nullable String next)
      implements TemplateInstance {}

  /** A watchlist to choose. */
  record Choice(String id, String name, int entries) {
    static Choice of(Watchlists.Summary list) {
      return new Choice(String.valueOf(list.id()), list.name(), list.entries());
    }
  }

  /** A vendor as one line of the list. */
  record Row(
      String slug, String name, @Nullable String owner, String risk, String weight, int incidents) {
    static Row of(Ranked ranked) {
      return new Row(
          Vendors.slug(ranked.vendor().name()),
          ranked.vendor().name(),
          ranked.vendor().owner(),
          String.format(Locale.ROOT, "%.0f", ranked.risk()),
          VendorRisk.weight(ranked.risk()),
          ranked.incidents());
    }
  }

  @GET
  public TemplateInstance show(
      @QueryParam("q") @Nullable String q,
      @QueryParam("watchlist") @Nullable String watchlist,
      @QueryParam("sort") @DefaultValue("risk") String sort,
      @QueryParam("cursor") @Nullable String cursor) {
    Form form = new Form(Given.text(q), Given.text(watchlist), sort);
    var asked = new VendorList.Asked(form.q(), find(form.chosen()), Sort.of(sort), files.today());
    String after = Given.orNull(cursor);
    Page<Ranked> page = list.page(asked, SIZE, after == null ? null : Cursor.decode(after, 2));
    Cursor next = page.next();
    return new View(
        visitor.frame("Vendors", "vendors"),
        form,
        watchlists.list().stream().map(Choice::of).toList(),
        page.total(),
        page.items().stream().map(Row::of).toList(),
        next == null ? null : form.link().with("cursor", next.encode()).toString());
  }

  private @Nullable Watchlist find(@Nullable String id) {
    return id == null
        ? null
        : watchlists
            .find(Given.id("watchlist", id))
            .orElseThrow(() -> Given.unknown("watchlist", id));
  }
}
