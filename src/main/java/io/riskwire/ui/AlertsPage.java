package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.account.User;
import io.riskwire.alert.Alert;
import io.riskwire.alert.Alerts;
import io.riskwire.alert.Channel;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.MailServer;
import io.riskwire.alert.Subscription;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.alert.Subscriptions;
import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.base.Page;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final Visitor visitor;
  private final Subscriptions subscriptions;
  private final Alerts alerts;
  private final Vendors vendors;
  private final MailServer mailServer;
  private final InstantSource clock;

  AlertsPage(
      Visitor visitor,
      Subscriptions subscriptions,
      Alerts alerts,
      Vendors vendors,
      MailServer mailServer,
      InstantSource clock) {
    this.visitor = visitor;
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.vendors = vendors;
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

    @FormParam("type")
    List<String> type = List.of();

    @FormParam("minSeverity")
    @Nullable String minSeverity;

    @FormParam("to")
    @Nullable String to;

    @FormParam("vouched")
    @Nullable String vouched;
  }

  /** What stands in the form; several vendors are separated by commas. */
  record Form(
      String name,
      String q,
      String vendor,
      List<String> types,
      String minSeverity,
      String to,
      boolean isVouched) {
    static Form of(Wanted wanted) {
      return new Form(
          Given.text(wanted.name),
          Given.text(wanted.q),
          Given.text(wanted.vendor),
          wanted.type.stream().filter(t -> !t.isBlank()).toList(),
          Given.text(wanted.minSeverity),
          Given.text(wanted.to),
          wanted.vouched != null);
    }

    public boolean has(String type) {
      return types.contains(type);
    }

    List<String> vendors() {
      return Arrays.stream(vendor.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
    }
  }

  record Row(
      long id,
      String name,
      String to,
      String about,
      @Nullable Integer minSeverity,
      Label state,
      boolean isPaused) {}

  record Message(
      long id,
      String subject,
      String link,
      @Nullable String subscription,
      Label state,
      When created,
      int attempts,
      @Nullable String problem,
      @Nullable When next,
      boolean canRetry) {}

  record View(
      Frame frame,
      boolean isMailSetUp,
      List<Row> rows,
      Form form,
      List<Label> types,
      @Nullable Mistake mistake,
      @Nullable List<Message> messages,
      long waiting,
      @Nullable String next)
      implements TemplateInstance {}

  @GET
  public TemplateInstance show(@QueryParam("cursor") @Nullable String cursor) {
    String own = visitor.user().email();
    var form = new Form("", "", "", List.of(), "", own == null ? "" : own, false);
    return view(form, null, Given.orNull(cursor));
  }

  @POST
  public Response add(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    try {
      boolean isVouched = form.isVouched() && visitor.isAdministrator();
      subscriptions.add(visitor.user(), wish(form), isVouched);
      return back();
    } catch (Invalid invalid) {
      return Reply.mistaken(view(form, Mistake.of(invalid, form.q()), null));
    }
  }

  private Wish wish(Form form) {
    if (form.to().isEmpty()) throw new Invalid("channel.to", "missing");
    return new Wish(
        form.name().isEmpty() ? named(form) : form.name(),
        form.q(),
        form.vendors().stream().map(vendors::canonical).toList(),
        form.types(),
        Given.severity(form.minSeverity()),
        List.of(),
        new Channel(Kind.EMAIL, form.to()),
        Schedule.IMMEDIATE,
        "UTC",
        null);
  }

  /** A name for who gives none: what it is about. */
  private static String named(Form form) {
    String words =
        Stream.concat(
                Stream.of(form.q(), form.vendor()),
                form.types().stream().map(t -> Label.of(t).words()))
            .filter(w -> !w.isEmpty())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "Subscription" : words.substring(0, Math.min(200, words.length()));
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
    if (subscription.state() == State.PAUSED)
      subscriptions.setState(subscription.id(), State.ACTIVE);
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

  private View view(Form form, @Nullable Mistake mistake, @Nullable String cursor) {
    User user = visitor.user();
    List<Subscription> all = subscriptions.list();
    Page<Alert> page = visitor.isAdministrator() ? alerts.list(SIZE, cursor) : null;
    Cursor next = page == null ? null : page.next();
    return new View(
        visitor.frame("Alerts", "alerts"),
        mailServer.isSetUp(),
        all.stream()
            .filter(s -> Objects.equals(s.account(), user.id()))
            .map(AlertsPage::row)
            .toList(),
        form,
        Label.types(),
        mistake,
        page == null ? null : messages(page.items(), all),
        alerts.waiting(),
        next == null ? null : Link.to("/alerts").with("cursor", next.encode()) + "#messages");
  }

  private static Row row(Subscription subscription) {
    Wish wish = subscription.wish();
    String about =
        Stream.of(
                Stream.of(wish.q()),
                wish.vendor().stream(),
                wish.type().stream().map(t -> Label.of(t).words()))
            .flatMap(Function.identity())
            .filter(w -> !w.isBlank())
            .collect(Collectors.joining(" · "));
    return new Row(
        subscription.id(),
        wish.name(),
        wish.channel().to(),
        about,
        wish.minSeverity(),
        Label.of(subscription.state().label()),
        subscription.state() == State.PAUSED);
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
        alert.attempts().size(),
        problem,
        alert.state() == Alert.State.WAITING ? When.orNull(alert.next(), now) : null,
        alert.state() == Alert.State.FAILED || alert.state() == Alert.State.SET_ASIDE);
  }
}
