package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.base.Invalid;
import io.riskwire.collect.FeedsWatch;
import io.riskwire.collect.Opml;
import io.riskwire.collect.Poller;
import io.riskwire.collect.Preview;
import io.riskwire.collect.Sample;
import io.riskwire.source.Fetch;
import io.riskwire.source.Source;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Sources;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Where articles come from, and how these sources fare. */
@Path("/")
@RunOnVirtualThread
class SourcesPage {
  private static final int MOST_SHOWN = 10;
  private static final int LONGEST_TEASER = 240;
  private static final List<Source.State> WORST_FIRST =
      List.of(Source.State.FAILING, Source.State.SILENT, Source.State.OK, Source.State.PAUSED);

  private final Visitor visitor;
  private final Sources sources;
  private final FeedsWatch feeds;
  private final Preview preview;
  private final Poller poller;
  private final Sample sample;
  private final InstantSource clock;

  SourcesPage(
      Visitor visitor,
      Sources sources,
      FeedsWatch feeds,
      Preview preview,
      Poller poller,
      Sample sample,
      InstantSource clock) {
    this.visitor = visitor;
    this.sources = sources;
    this.feeds = feeds;
    this.preview = preview;
    this.poller = poller;
    this.sample = sample;
    this.clock = clock;
  }

  /** The form by which a source is added. */
  static class Wanted {
    @FormParam("name")
    @Nullable String name;

    @FormParam("address")
    @Nullable String address;

    @FormParam("kind")
    @Nullable String kind;
  }

  /** What stands in the form. */
  record Form(String name, String address, boolean isSite) {
    static final Form EMPTY = new Form("", "", false);

    static Form of(Wanted wanted) {
      return new Form(
          Given.text(wanted.name), Given.text(wanted.address), "site".equals(wanted.kind));
    }

    SourceSpec spec(String name) {
      URI uri = SourceSpec.address("address", address);
      return new SourceSpec(
          name, isSite ? null : uri, isSite ? uri : null, null, null, List.of(), null, null, false);
    }
  }

  record Row(
      long id,
      String name,
      @Nullable String address,
      @Nullable String link,
      Label state,
      String origin,
      @Nullable String problem,
      @Nullable When lastGood,
      @Nullable When nextPoll,
      String perDay,
      boolean isSample,
      boolean isPaused,
      @Nullable Alarm alarm) {}

  /** What an administrator should look at. */
  record Alarm(When since, String reason) {}

  /** What came of a list of feeds. */
  record Imported(int added, int known, List<String> problems) {}

  /** A line of a source's log. */
  record Line(
      When at, String took, String status, String size, int news, int changed, String problem) {}

  record Log(Frame frame, Row row, List<String> tags, List<Line> lines)
      implements TemplateInstance {}

  /** What an address would bring. */
  record Found(String kind, List<Item> items, int more, List<String> problems) {}

  record Item(String title, @Nullable String link, @Nullable When published, String teaser) {}

  record View(
      Frame frame,
      List<String> problems,
      List<Row> rows,
      StartPage.Reach reach,
      Form form,
      @Nullable Mistake mistake,
      @Nullable Found found,
      @Nullable Imported imported)
      implements TemplateInstance {}

  @GET
  @Path("sources")
  public TemplateInstance list() {
    return view(Form.EMPTY, null, null);
  }

  @POST
  @Path("sources")
  @RolesAllowed(Visitor.ADMINISTRATOR)
  public Response add(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    try {
      Source added = sources.add(form.spec(form.name()), Origin.API);
      return Reply.goTo("/sources#source-" + added.id());
    } catch (Invalid invalid) {
      return wrong(form, invalid);
    }
  }

  @POST
  @Path("sources/preview")
  @RolesAllowed(Visitor.ADMINISTRATOR)
  public Response preview(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    try {
      var found = preview.of(form.spec("preview"));
      return Reply.page(view(form, null, found(found)));
    } catch (Invalid invalid) {
      return wrong(form, invalid);
    }
  }

  @GET
  @Path("sources/opml")
  public Response opml() {
    List<SourceSpec> all = sources.list().stream().map(Source::spec).toList();
    return Response.ok(Opml.write("Riskwire", all), "text/x-opml;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=riskwire.opml")
        .build();
  }

  @POST
  @Path("sources/opml")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Visitor.ADMINISTRATOR)
  public Response add(@RestForm("list") @Nullable FileUpload list) {
    try {
      if (list == null || list.size() == 0) throw new Invalid("list", "choose a file");
      Opml.Outline outline = Opml.read(Files.readAllBytes(list.uploadedFile()));
      Sources.Added added = sources.addAll(outline.sources(), Origin.OPML);
      var imported = new Imported(added.sources().size(), added.known(), outline.problems());
      return Reply.page(view(Form.EMPTY, null, null, imported));
    } catch (Invalid invalid) {
      return wrong(Form.EMPTY, invalid);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @GET
  @Path("sources/{id}")
  public TemplateInstance log(@RestPath String id) {
    Source source = source(id);
    Instant now = clock.instant();
    return new Log(
        visitor.frame(source.spec().name(), "sources"),
        row(source, sources.perDay(source.id()), now),
        source.spec().tags(),
        sources.fetches(source.id()).stream().map(fetch -> line(fetch, now)).toList());
  }

  private static Line line(Fetch fetch, Instant now) {
    return new Line(
        When.of(fetch.at(), now),
        String.format(Locale.ENGLISH, "%.1f s", fetch.took().toMillis() / 1000.0),
        fetch.status() == null ? "–" : fetch.status().toString(),
        fetch.bytes() == 0 ? "–" : String.format(Locale.ENGLISH, "%,d", fetch.bytes()),
        fetch.news(),
        fetch.changed(),
        fetch.problem() == null ? "" : fetch.problem());
  }

  @POST
  @Path("sources/{id}/poll")
  public Response poll(@RestPath String id) {
    long number = Given.id("source", id);
    poller.poll(sources.due(number).orElseThrow(() -> Given.unknown("source", id)));
    return Reply.goTo("/sources#source-" + number);
  }

  @POST
  @Path("sources/{id}/pause")
  @RolesAllowed(Visitor.ADMINISTRATOR)
  public Response pause(@RestPath String id) {
    return paused(id, true);
  }

  @POST
  @Path("sources/{id}/resume")
  @RolesAllowed(Visitor.ADMINISTRATOR)
  public Response resume(@RestPath String id) {
    return paused(id, false);
  }

  @POST
  @Path("sample/remove")
  @RolesAllowed(Visitor.ADMINISTRATOR)
  public Response removeSample() {
    sample.remove();
    return Reply.goTo("/");
  }

  private Response paused(String id, boolean isPaused) {
    Source source = source(id);
    sources.pause(source.id(), isPaused);
    return Reply.goTo("/sources#source-" + source.id());
  }

  private Source source(String id) {
    return sources.find(Given.id("source", id)).orElseThrow(() -> Given.unknown("source", id));
  }

  /** The form has one field for both kinds of address. */
  private Response wrong(Form form, Invalid invalid) {
    boolean isAddress = invalid.field().equals("url") || invalid.field().equals("site");
    var named = isAddress ? new Invalid("address", invalid.reason()) : invalid;
    return Reply.mistaken(view(form, Mistake.of(named, ""), null));
  }

  private View view(Form form, @Nullable Mistake mistake, @Nullable Found found) {
    return view(form, mistake, found, null);
  }

  private View view(
      Form form, @Nullable Mistake mistake, @Nullable Found found, @Nullable Imported imported) {
    Instant now = clock.instant();
    List<Source> all = sources.list();
    Map<Long, Double> rates = sources.perDay();
    return new View(
        visitor.frame("Sources", "sources"),
        feeds.problems(),
        all.stream()
            .sorted(
                Comparator.<Source>comparingInt(s -> WORST_FIRST.indexOf(sources.state(s)))
                    .thenComparing(s -> s.spec().name().toLowerCase(Locale.ROOT))
                    .thenComparing(Source::id))
            .map(s -> row(s, rates.getOrDefault(s.id(), 0.0), now))
            .toList(),
        StartPage.Reach.of(all, sources),
        form,
        mistake,
        found,
        imported);
  }

  private Row row(Source source, double perDay, Instant now) {
    URI address = source.spec().address();
    boolean isSample = source.origin() == Origin.SAMPLE;
    boolean isAsked = !isSample && !source.isPaused();
    boolean isNew = isAsked && source.health().lastPoll() == null;
    return new Row(
        source.id(),
        source.spec().name(),
        address == null ? null : address.toString(),
        address == null ? null : Link.outward(address.toString()),
        isNew ? new Label("new", "Not asked yet") : Label.of(sources.state(source).label()),
        switch (source.origin()) {
          case FILE -> "feeds.yaml";
          case API -> "added here";
          case OPML -> "OPML";
          case SAMPLE -> "bundled sample";
        },
        source.health().lastProblem(),
        When.orNull(source.health().lastGood(), now),
        isAsked ? When.of(source.health().nextPoll(), now) : null,
        String.format(Locale.ENGLISH, "%.1f", perDay),
        isSample,
        source.isPaused(),
        alarm(source, now));
  }

  private static @Nullable Alarm alarm(Source source, Instant now) {
    var alarm = source.health().alarm();
    return alarm == null ? null : new Alarm(When.of(alarm.since(), now), alarm.reason());
  }

  private Found found(Preview.Found found) {
    Instant now = clock.instant();
    var items = found.items();
    return new Found(
        found.kind(),
        items.stream()
            .limit(MOST_SHOWN)
            .map(
                i ->
                    new Item(
                        i.title(),
                        i.url() == null ? null : Link.outward(i.url()),
                        When.orNull(i.published(), now),
                        teaser(i.text())))
            .toList(),
        Math.max(0, items.size() - MOST_SHOWN),
        found.problems());
  }

  private static String teaser(String text) {
    return text.length() <= LONGEST_TEASER ? text : text.substring(0, LONGEST_TEASER) + "…";
  }
}
