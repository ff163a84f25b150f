package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.account.User;
import io.riskwire.alert.Alert;
import io.riskwire.alert.Alerts;
import io.riskwire.alert.Channel;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Links;
import io.riskwire.alert.MailServer;
import io.riskwire.alert.Rehearsal;
import io.riskwire.alert.Subscription;
import io.riskwire.alert.Subscription.Change;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Watched;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.alert.Subscriptions;
import io.riskwire.alert.Trial;
import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.base.Page;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The caller's standing questions; for administrators also what was sent, and what was not. */
@Path("/alerts")
@RunOnVirtualThread
class AlertsPage {
  private static final int SIZE = 30;
  private static final String NAMELESS = "Subscription";
  private static final Channel NOWHERE = new Channel(Kind.FEED, "");
  private static final List<String> BY_DEFAULT =
      List.of("new", "status", "effective", "correction");

  private final Visitor visitor;
  private final Subscriptions subscriptions;
  private final Alerts alerts;
  private final Rehearsal rehearsal;
  private final Trial trial;
  private final Links links;
  private final Vendors vendors;
  private final Watchlists watchlists;
  private final MailServer mailServer;
  private final InstantSource clock;

  AlertsPage(
      Visitor visitor,
      Subscriptions subscriptions,
      Alerts alerts,
      Rehearsal rehearsal,
      Trial trial,
      Links links,
      Vendors vendors,
      Watchlists watchlists,
      MailServer mailServer,
      InstantSource clock) {
    this.visitor = visitor;
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.rehearsal = rehearsal;
    this.trial = trial;
    this.links = links;
    this.vendors = vendors;
    this.watchlists = watchlists;
    this.mailServer = mailServer;
    this.clock = clock;
  }

  /** The form by which a subscription is made. */
  static class Wanted {
    @FormParam("name")
    @Nullable String name;

    @FormParam("q")
    @Nullable String q;

    @FormParam("vendor")
    @Nullable String vendor;

    @FormParam("watchlist")
    @Nullable String watchlist;

    @FormParam("type")
    List<String> type = List.of();

    @FormParam("minSeverity")
    @Nullable String minSeverity;

    @FormParam("kind")
    @Nullable String kind;

    @FormParam("to")
    @Nullable String to;

    @FormParam("schedule")
    @Nullable String schedule;

    @FormParam("zone")
    @Nullable String zone;

    @FormParam("quietFrom")
    @Nullable String quietFrom;

    @FormParam("quietTo")
    @Nullable String quietTo;

    @FormParam("change")
    List<String> change = List.of();

    @FormParam("days")
    @Nullable String days;

    @FormParam("evenEmpty")
    @Nullable String evenEmpty;

    @FormParam("vouched")
    @Nullable String vouched;
  }

  /** What stands in the form; several vendors are separated by commas. */
  record Form(
      String name,
      String q,
      String vendor,
      String watchlist,
      List<String> types,
      String minSeverity,
      List<String> changes,
      To to,
      boolean isEvenEmpty,
      boolean isVouched) {
    static Form of(Wanted wanted) {
      return new Form(
          Given.text(wanted.name),
          Given.text(wanted.q),
          Given.text(wanted.vendor),
          Given.text(wanted.watchlist),
          given(wanted.type),
          Given.text(wanted.minSeverity),
          given(wanted.change),
          new To(
              or(wanted.kind, "email"),
              Given.text(wanted.to),
              or(wanted.schedule, "immediate"),
              or(wanted.zone, "UTC"),
              Given.text(wanted.quietFrom),
              Given.text(wanted.quietTo)),
          wanted.evenEmpty != null,
          wanted.vouched != null);
    }

    private static List<String> given(List<String> values) {
      return values.stream().filter(v -> !v.isBlank()).toList();
    }

    private static String or(@Nullable String text, String otherwise) {
      String given = Given.text(text);
      return given.isEmpty() ? otherwise : given;
    }

    public boolean tells(String change) {
      return changes.contains(change);
    }

    public boolean has(String type) {
      return types.contains(type);
    }

    List<String> vendors() {
      return Arrays.stream(vendor.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
    }
  }

  /** Where messages go, and when. */
  record To(
      String kind,
      String address,
      String schedule,
      String zone,
      String quietFrom,
      String quietTo) {}

  /** What would have been sent: a bar a day, as tall as there are messages, and the newest. */
  record Preview(
      int total, int days, int width, List<Bar> bars, List<Would> items, boolean hasMore) {}

  /** {@code top}: from above, of a hundred. */
  record Bar(int left, int top, int height, String words) {}

  /** A message that would have been sent. */
  record Would(String title, String link, When at) {}

  record Row(
      long id,
      String name,
      String kind,
      String to,
      @Nullable String link,
      String about,
      Label schedule,
      Label state,
      boolean isPaused,
      boolean isPending) {}

  /** A watchlist that may be chosen. */
  record Choice(String id, String name) {}

  record Message(
      long id,
      String subject,
      String link,
      @Nullable String subscription,
      Label state,
      When created,
      List<Attempt> attempts,
      @Nullable String problem,
      @Nullable When next,
      boolean canRetry) {}

  /** What the receiver answered, or the problem. */
  record Attempt(When at, String outcome) {}

  record View(
      Frame frame,
      boolean isMailSetUp,
      List<Row> rows,
      Form form,
      List<Label> types,
      List<Choice> watchlists,
      List<Label> kinds,
      List<Label> schedules,
      List<Label> changes,
      @Nullable Preview preview,
      @Nullable String notice,
      @Nullable Mistake mistake,
      @Nullable List<Message> messages,
      long waiting,
      @Nullable String next)
      implements TemplateInstance {}

  @GET
  public TemplateInstance show(@QueryParam("cursor") @Nullable String cursor) {
    return view(empty(), Shown.NOTHING, Given.orNull(cursor));
  }

  private Form empty() {
    String own = visitor.user().email();
    var to = new To("email", own == null ? "" : own, "immediate", "UTC", "", "");
    return new Form("", "", "", "", List.of(), "", BY_DEFAULT, to, false, false);
  }

  @POST
  public Response add(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    try {
      boolean isVouched = form.isVouched() && visitor.isAdministrator();
      var added = subscriptions.add(visitor.user(), wish(form, channel(form)), isVouched);
      return added.secret() == null ? back() : Reply.page(showing(added.secret()));
    } catch (Invalid invalid) {
      return mistaken(form, invalid);
    }
  }

  /** A secret is shown once: this page is the only one that has it. */
  private TemplateInstance showing(String secret) {
    String words =
        "Messages to your webhook are signed with " + secret + " – it is not shown again.";
    return view(empty(), new Shown(null, words, null), null);
  }

  /** Shows what it would have sent, and stores nothing. */
  @POST
  @Path("preview")
  public Response preview(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    try {
      int days = days(wanted.days);
      var preview = preview(rehearsal.of(wish(form, NOWHERE), Duration.ofDays(days)), days);
      return Reply.page(view(form, new Shown(preview, null, null), null));
    } catch (Invalid invalid) {
      return mistaken(form, invalid);
    }
  }

  private static int days(@Nullable String text) {
    String days = Given.text(text);
    return List.of("90", "365").contains(days) ? Integer.parseInt(days) : 30;
  }

  private Preview preview(Rehearsal.Shown shown, int days) {
    int most = shown.days().stream().mapToInt(Rehearsal.Day::count).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < shown.days().size(); i++) {
      Rehearsal.Day day = shown.days().get(i);
      int height = most == 0 ? 0 : Math.ceilDiv(100 * day.count(), most);
      if (height > 0)
        bars.add(new Bar(i * 10, 100 - height, height, day.day() + ": " + day.count()));
    }
    Instant now = clock.instant();
    List<Would> newest =
        shown.items().stream()
            .limit(SIZE)
            .map(m -> new Would(m.title(), "/" + m.kind() + "s/" + m.id(), When.of(m.at(), now)))
            .toList();
    return new Preview(
        shown.total(), days, shown.days().size() * 10, bars, newest, shown.total() > SIZE);
  }

  private Response mistaken(Form form, Invalid invalid) {
    return Reply.mistaken(view(form, new Shown(null, null, Mistake.of(invalid, form.q())), null));
  }

  private static Channel channel(Form form) {
    return new Channel(Kind.of(form.to().kind()), form.to().address());
  }

  private Wish wish(Form form, Channel channel) {
    To to = form.to();
    return new Wish(
        form.name().isEmpty() ? named(form) : form.name(),
        form.q(),
        form.vendors().stream().map(vendors::canonical).toList(),
        form.types(),
        Given.severity(form.minSeverity()),
        form.changes(),
        channel,
        Schedule.of(to.schedule()),
        to.zone(),
        PreferencesPage.quiet(to.quietFrom(), to.quietTo()),
        form.isEvenEmpty(),
        watched(form.watchlist()));
  }

  private @Nullable Watched watched(String id) {
    if (id.isEmpty()) return null;
    return watchlists.list().stream()
        .filter(w -> String.valueOf(w.id()).equals(id))
        .findFirst()
        .map(w -> new Watched(w.id(), null))
        .orElseThrow(() -> new Invalid("watchlist", "there is no such watchlist"));
  }

  private String named(Form form) {
    String name = named(form.q(), form.vendor(), form.types());
    boolean isOther = !name.equals(NAMELESS);
    return isOther
        ? name
        : watchlist(watched(form.watchlist()))
            .map(w -> "News of " + (w.length() > 190 ? w.substring(0, 190) : w))
            .orElse(name);
  }

  /** A name for who gives none: what it is about. */
  static String named(String q, String vendor, List<String> types) {
    String words =
        Stream.concat(Stream.of(q, vendor), types.stream().map(t -> Label.of(t).words()))
            .filter(w -> !w.isEmpty())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? NAMELESS : words.substring(0, Math.min(200, words.length()));
  }

  static List<Label> schedules() {
    return Arrays.stream(Schedule.values()).map(s -> Label.of(s.label())).toList();
  }

  /** Sends a test message and shows what came of it. */
  @POST
  @Path("{id}/test")
  public Response test(@RestPath String id) {
    try {
      Trial.Outcome outcome = trial.of(own(id));
      String words =
          outcome.sent()
              ? "The test message was sent: " + outcome.answer() + "."
              : "The test message could not be sent: " + outcome.problem() + ".";
      return Reply.page(view(empty(), new Shown(null, words, null), null));
    } catch (Invalid invalid) {
      return mistaken(empty(), invalid);
    }
  }

  @POST
  @Path("{id}/pause")
  public Response pause(@RestPath String id) {
    subscriptions.setState(own(id).id(), State.PAUSED);
    return back();
  }

  @POST
  @Path("{id}/resume")
  public Response resume(@RestPath String id) {
    Subscription subscription = own(id);
    if (isResting(subscription)) subscriptions.setState(subscription.id(), State.ACTIVE);
    return back();
  }

  @POST
  @Path("{id}/remove")
  public Response remove(@RestPath String id) {
    subscriptions.remove(own(id).id());
    return back();
  }

  @POST
  @Path("messages/{id}/retry")
  @RolesAllowed(Visitor.ADMINISTRATOR)
  public Response retry(@RestPath String id) {
    Alert message =
        alerts.find(Given.id("message", id)).orElseThrow(() -> Given.unknown("message", id));
    alerts.retry(message.id());
    return Reply.goTo("/alerts#messages");
  }

  private static Response back() {
    return Reply.goTo("/alerts");
  }

  private Subscription own(String id) {
    long account = visitor.user().id();
    return subscriptions
        .find(Given.id("subscription", id))
        .filter(s -> Objects.equals(s.account(), account))
        .orElseThrow(() -> Given.unknown("subscription", id));
  }

  /** What stands on the page beside its lists. */
  private record Shown(
      @Nullable Preview preview, @Nullable String notice, @Nullable Mistake mistake) {
    static final Shown NOTHING = new Shown(null, null, null);
  }

  private View view(Form form, Shown shown, @Nullable String cursor) {
    User user = visitor.user();
    List<Subscription> all = subscriptions.list();
    Page<Alert> page = visitor.isAdministrator() ? alerts.list(SIZE, cursor) : null;
    Cursor next = page == null ? null : page.next();
    return new View(
        visitor.frame("Alerts", "alerts"),
        mailServer.isSetUp(),
        all.stream().filter(s -> Objects.equals(s.account(), user.id())).map(this::row).toList(),
        form,
        Label.types(),
        watchlists.list().stream().map(w -> new Choice(String.valueOf(w.id()), w.name())).toList(),
        Arrays.stream(Kind.values()).map(k -> Label.of(k.label())).toList(),
        schedules(),
        Arrays.stream(Change.values()).map(c -> Label.of(c.label())).toList(),
        shown.preview(),
        shown.notice(),
        shown.mistake(),
        page == null ? null : messages(page.items(), all),
        alerts.waiting(),
        next == null ? null : Link.to("/alerts").with("cursor", next.encode()) + "#messages");
  }

  private Row row(Subscription subscription) {
    Wish wish = subscription.wish();
    boolean isFeed = wish.channel().kind() == Kind.FEED;
    return new Row(
        subscription.id(),
        wish.name(),
        wish.channel().kind().label(),
        wish.channel().to(),
        isFeed ? "/feeds/" + links.token(Links.Purpose.FEED, subscription.id()) : null,
        about(wish),
        Label.of(wish.schedule().label()),
        Label.of(subscription.state().label()),
        isResting(subscription),
        subscription.state() == State.PENDING);
  }

  private Optional<String> watchlist(@Nullable Watched watched) {
    if (watched == null) return Optional.empty();
    return watchlists.list().stream()
        .filter(w -> w.id() == watched.watchlist())
        .findFirst()
        .map(w -> "vendors of " + w.name());
  }

  private String about(Wish wish) {
    Integer least = wish.minSeverity();
    return Stream.of(
            Stream.of(wish.q()),
            wish.vendor().stream(),
            wish.type().stream().map(t -> Label.of(t).words()),
            watchlist(wish.watched()).stream(),
            least == null ? Stream.<String>empty() : Stream.of("from severity " + least))
        .flatMap(Function.identity())
        .filter(w -> !w.isBlank())
        .collect(Collectors.joining(" · "));
  }

  private static boolean isResting(Subscription subscription) {
    return subscription.state() == State.PAUSED || subscription.state() == State.SUPPRESSED;
  }

  private List<Message> messages(List<Alert> items, List<Subscription> all) {
    Instant now = clock.instant();
    Map<Long, String> names =
        all.stream().collect(Collectors.toMap(Subscription::id, s -> s.wish().name()));
    return items.stream().map(a -> message(a, names.get(a.subscription()), now)).toList();
  }

  private static Message message(Alert alert, @Nullable String subscription, Instant now) {
    String problem = alert.attempts().isEmpty() ? null : alert.attempts().getLast().problem();
    return new Message(
        alert.id(),
        alert.subject(),
        alert.about() == null ? "/alerts" : "/" + alert.about().kind() + "s/" + alert.about().id(),
        subscription,
        Label.of(alert.state().label()),
        When.of(alert.created(), now),
        alert.attempts().stream().map(a -> attempt(a, now)).toList(),
        problem,
        alert.state() == Alert.State.WAITING ? When.orNull(alert.next(), now) : null,
        alert.state() == Alert.State.FAILED || alert.state() == Alert.State.SET_ASIDE);
  }

  private static Attempt attempt(Alert.Attempt attempt, Instant now) {
    String said = attempt.problem() == null ? attempt.answer() : attempt.problem();
    return new Attempt(When.of(attempt.at(), now), said == null ? "no answer" : said);
  }
}
