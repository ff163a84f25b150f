package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.alert.Owners;
import io.riskwire.base.Invalid;
import io.riskwire.vendor.PurchasingFile;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Criticality;
import io.riskwire.vendor.Watchlist.Entry;
import io.riskwire.vendor.Watchlist.Match;
import io.riskwire.vendor.Watchlist.State;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The vendors that matter to somebody: lists from purchasing systems, and their review. */
@Path("/watchlists")
@RunOnVirtualThread
class WatchlistsPage {
  private static final int SIZE = 200;
  private static final int MOST_REVIEWED = 50;

  private final Visitor visitor;
  private final Watchlists watchlists;
  private final Owners owners;
  private final InstantSource clock;

  WatchlistsPage(Visitor visitor, Watchlists watchlists, Owners owners, InstantSource clock) {
    this.visitor = visitor;
    this.watchlists = watchlists;
    this.owners = owners;
    this.clock = clock;
  }

  /** The form by which an entry is changed. */
  static class Wanted {
    @FormParam("owner")
    @Nullable String owner;

    @FormParam("criticality")
    @Nullable String criticality;

    @FormParam("contract")
    @Nullable String contract;

    @FormParam("renewal")
    @Nullable String renewal;
  }

  record Summary(
      long id, String name, int entries, int review, boolean tellsOwners, When changed) {}

  record ListView(
      Frame frame, boolean mayChange, List<Summary> rows, String name, @Nullable Mistake mistake)
      implements TemplateInstance {}

  /** A vendor that may be meant; {@code percent}: how sure it is. */
  record Candidate(String vendor, long percent, String reason) {}

  record Row(
      long id,
      int line,
      String name,
      @Nullable String vendor,
      @Nullable String slug,
      Label state,
      String reason,
      List<Candidate> candidates,
      @Nullable String product,
      String owner,
      String criticality,
      @Nullable When renewal,
      String renewalDay,
      String contractDay) {}

  /** How many were matched, have to be reviewed, and are new. */
  record Counts(long matched, long review, long created) {}

  record View(
      Frame frame,
      boolean mayChange,
      long id,
      String name,
      boolean isKept,
      boolean tellsOwners,
      int owners,
      Counts counts,
      List<Row> review,
      List<Row> rows,
      List<Label> criticalities,
      List<String> problems,
      @Nullable Mistake mistake,
      @Nullable String next)
      implements TemplateInstance {}

  @GET
  public TemplateInstance list() {
    return list("", null);
  }

  private ListView list(String name, @Nullable Mistake mistake) {
    Instant now = clock.instant();
    return new ListView(
        visitor.frame("Watchlists", "watchlists"),
        visitor.mayReview(),
        watchlists.list().stream()
            .map(
                w ->
                    new Summary(
                        w.id(),
                        w.name(),
                        w.entries(),
                        w.review(),
                        w.tellsOwners(),
                        When.of(w.changed(), now)))
            .toList(),
        name,
        mistake);
  }

  /** Shows what the file would be matched to; it counts once it is kept. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response upload(
      @RestForm("name") @Nullable String name, @RestForm("list") @Nullable FileUpload list) {
    try {
      PurchasingFile.Read read = read(list);
      String given = Given.text(name);
      Watchlist draft = watchlists.draft(given.isEmpty() ? fileName(list) : given, read.rows());
      return Reply.page(view(draft, read.problems(), null, 0));
    } catch (Invalid invalid) {
      return Reply.mistaken(list(Given.text(name), Mistake.of(named(invalid), "")));
    }
  }

  private static PurchasingFile.Read read(@Nullable FileUpload list) {
    try {
      if (list == null || list.size() == 0) throw new Invalid("list", "choose a file");
      return PurchasingFile.read(Files.readAllBytes(list.uploadedFile()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String fileName(@Nullable FileUpload list) {
    String name = list == null ? "" : Given.text(list.fileName()).replaceFirst("\\.[^.]{1,4}$", "");
    return name.isEmpty() ? "Vendors" : name;
  }

  private static Invalid named(Invalid invalid) {
    return invalid.field().equals("body")
        ? new Invalid("list", invalid.reason(), null, invalid.hint())
        : invalid;
  }

  @GET
  @Path("{id}")
  public TemplateInstance show(@RestPath String id, @QueryParam("from") int from) {
    return view(watchlist(id), List.of(), null, Math.max(0, from));
  }

  @POST
  @Path("{id}/keep")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response keep(@RestPath String id, @FormParam("name") @Nullable String name) {
    Watchlist draft = watchlist(id);
    try {
      watchlists.keep(draft.id(), Given.text(name));
      return back(draft.id());
    } catch (Invalid invalid) {
      return mistaken(draft, invalid);
    }
  }

  /** Names it, and says whether the owners of its entries are told. */
  @POST
  @Path("{id}")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response change(
      @RestPath String id,
      @FormParam("name") @Nullable String name,
      @FormParam("tells") @Nullable String tells,
      @FormParam("vouched") @Nullable String vouched) {
    Watchlist before = watchlist(id);
    try {
      watchlists.change(before.id(), Given.text(name), tells != null);
      owners.tell(visitor.user(), before.id(), vouched != null);
      return back(before.id());
    } catch (Invalid invalid) {
      return mistaken(before, invalid);
    }
  }

  @POST
  @Path("{id}/replace")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response replace(@RestPath String id, @RestForm("list") @Nullable FileUpload list) {
    Watchlist before = watchlist(id);
    try {
      PurchasingFile.Read read = read(list);
      return Reply.page(
          view(watchlists.replace(before.id(), read.rows()), read.problems(), null, 0));
    } catch (Invalid invalid) {
      return mistaken(before, named(invalid));
    }
  }

  @POST
  @Path("{id}/remove")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response remove(@RestPath String id) {
    Watchlist watchlist = watchlist(id);
    long others = owners.others(watchlist.id());
    if (others > 0)
      return mistaken(
          watchlist,
          new Invalid("watchlist", others + " subscriptions rest on it; end them first"));
    watchlists.remove(watchlist.id());
    owners.forget(watchlist.id());
    return Reply.goTo("/watchlists");
  }

  /** Somebody says which vendor an entry means. */
  @POST
  @Path("{id}/entries/{entry}/settle")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response settle(
      @RestPath String id, @RestPath String entry, @FormParam("vendor") @Nullable String vendor) {
    Watchlist watchlist = watchlist(id);
    try {
      String by = visitor.user().name();
      String name = Given.text(vendor);
      if (name.isEmpty()) throw new Invalid("vendor", "say which one");
      watchlists.settle(watchlist.id(), entry(watchlist, entry).id(), name, by);
      return back(watchlist.id());
    } catch (Invalid invalid) {
      return mistaken(watchlist, invalid);
    }
  }

  @POST
  @Path("{id}/entries/{entry}/make")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response make(@RestPath String id, @RestPath String entry) {
    Watchlist watchlist = watchlist(id);
    watchlists.make(watchlist.id(), entry(watchlist, entry).id(), visitor.user().name());
    return back(watchlist.id());
  }

  @POST
  @Path("{id}/entries/{entry}")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response change(@RestPath String id, @RestPath String entry, @BeanParam Wanted wanted) {
    Watchlist watchlist = watchlist(id);
    try {
      Entry before = entry(watchlist, entry);
      var row = before.row();
      String criticality = Given.text(wanted.criticality);
      watchlists.change(
          watchlist.id(),
          before.id(),
          new Watchlist.Row(
              row.line(),
              row.name(),
              row.domain(),
              row.product(),
              Given.orNull(wanted.owner),
              criticality.isEmpty() ? null : Criticality.of(criticality),
              Given.date("contract", wanted.contract),
              Given.date("renewal", wanted.renewal)));
      return back(watchlist.id());
    } catch (Invalid invalid) {
      return mistaken(watchlist, invalid);
    }
  }

  @POST
  @Path("{id}/entries/{entry}/remove")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response remove(@RestPath String id, @RestPath String entry) {
    Watchlist watchlist = watchlist(id);
    watchlists.remove(watchlist.id(), entry(watchlist, entry).id());
    return back(watchlist.id());
  }

  private static Response back(long id) {
    return Reply.goTo("/watchlists/" + id);
  }

  private Response mistaken(Watchlist watchlist, Invalid invalid) {
    return Reply.mistaken(view(watchlist, List.of(), Mistake.of(invalid, ""), 0));
  }

  /** A draft is for those who may keep it. */
  private Watchlist watchlist(String id) {
    return watchlists
        .find(Given.id("watchlist", id))
        .filter(w -> w.isKept() || visitor.mayReview())
        .orElseThrow(() -> Given.unknown("watchlist", id));
  }

  private static Entry entry(Watchlist watchlist, String id) {
    long number = Given.id("entry", id);
    Optional<Entry> found = watchlist.entries().stream().filter(e -> e.id() == number).findFirst();
    return found.orElseThrow(() -> Given.unknown("entry", id));
  }

  private View view(
      Watchlist watchlist, List<String> problems, @Nullable Mistake mistake, int from) {
    Instant now = clock.instant();
    List<Entry> settled =
        watchlist.entries().stream().filter(e -> e.match().state() != State.REVIEW).toList();
    int to = Math.min(settled.size(), from + SIZE);
    return new View(
        visitor.frame(watchlist.name(), "watchlists"),
        visitor.mayReview(),
        watchlist.id(),
        watchlist.name(),
        watchlist.isKept(),
        watchlist.tellsOwners(),
        Owners.addresses(watchlist).size(),
        new Counts(
            watchlist.count(State.MATCHED),
            watchlist.count(State.REVIEW),
            watchlist.count(State.CREATED)),
        watchlist.entries().stream()
            .filter(e -> e.match().state() == State.REVIEW)
            .limit(MOST_REVIEWED)
            .map(e -> row(e, now))
            .toList(),
        settled.subList(Math.min(from, to), to).stream().map(e -> row(e, now)).toList(),
        Arrays.stream(Criticality.values()).map(c -> Label.of(c.label())).toList(),
        problems,
        mistake,
        to < settled.size() ? "/watchlists/" + watchlist.id() + "?from=" + to : null);
  }

  private static Row row(Entry entry, Instant now) {
    var row = entry.row();
    Match match = entry.match();
    String vendor = match.vendor();
    LocalDate renewal = row.renewal();
    return new Row(
        entry.id(),
        row.line(),
        row.name(),
        vendor,
        vendor == null ? null : Vendors.slug(vendor),
        match.state() == State.CREATED
            ? new Label("created", "New vendor")
            : Label.of(match.state().label()),
        match.reason(),
        match.candidates().stream()
            .map(c -> new Candidate(c.vendor(), Math.round(c.score() * 100), c.reason()))
            .toList(),
        row.product(),
        row.owner() == null ? "" : row.owner(),
        row.criticality() == null ? "" : row.criticality().label(),
        renewal == null ? null : When.day(renewal, now),
        renewal == null ? "" : renewal.toString(),
        row.contract() == null ? "" : row.contract().toString());
  }
}
