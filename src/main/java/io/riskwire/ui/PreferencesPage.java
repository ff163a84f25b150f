package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.alert.Links;
import io.riskwire.alert.Links.Purpose;
import io.riskwire.alert.Subscription;
import io.riskwire.alert.Subscription.Quiet;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.alert.Subscriptions;
import io.riskwire.base.Invalid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What subscribers change or end by the links in their messages, without an account. */
@Path("/")
@RunOnVirtualThread
class PreferencesPage {
  private final Subscriptions subscriptions;
  private final Links links;

  PreferencesPage(Subscriptions subscriptions, Links links) {
    this.subscriptions = subscriptions;
    this.links = links;
  }

  /** The form by which a subscription is changed. */
  static class Wanted {
    @FormParam("schedule")
    @Nullable String schedule;

    @FormParam("zone")
    @Nullable String zone;

    @FormParam("minSeverity")
    @Nullable String minSeverity;

    @FormParam("quietFrom")
    @Nullable String quietFrom;

    @FormParam("quietTo")
    @Nullable String quietTo;
  }

  /** What stands in the form. */
  record Form(String schedule, String zone, String minSeverity, String quietFrom, String quietTo) {
    static Form of(Wish wish) {
      Quiet quiet = wish.quiet();
      return new Form(
          wish.schedule().label(),
          wish.zone(),
          wish.minSeverity() == null ? "" : String.valueOf(wish.minSeverity()),
          quiet == null ? "" : quiet.from().toString(),
          quiet == null ? "" : quiet.to().toString());
    }

    static Form of(Wanted wanted) {
      return new Form(
          Given.text(wanted.schedule),
          Given.text(wanted.zone),
          Given.text(wanted.minSeverity),
          Given.text(wanted.quietFrom),
          Given.text(wanted.quietTo));
    }
  }

  record View(
      Frame frame,
      String token,
      String leave,
      String name,
      String asked,
      Label state,
      boolean isPaused,
      Form form,
      List<Label> schedules,
      boolean isSaved,
      @Nullable Mistake mistake)
      implements TemplateInstance {}

  /** {@code asked}: what the subscription is about; missing when it has ended. */
  record Leave(Frame frame, String token, @Nullable String asked) implements TemplateInstance {}

  @GET
  @Path("preferences/{token}")
  public TemplateInstance show(@RestPath String token, @QueryParam("saved") boolean isSaved) {
    Subscription subscription = ofLink(token);
    return view(token, subscription, Form.of(subscription.wish()), isSaved, null);
  }

  @POST
  @Path("preferences/{token}")
  public Response save(@RestPath String token, @BeanParam Wanted wanted) {
    Subscription subscription = ofLink(token);
    Form form = Form.of(wanted);
    try {
      subscriptions.change(subscription.id(), changed(subscription.wish(), form));
      return Reply.goTo("/preferences/" + token + "?saved=true");
    } catch (Invalid invalid) {
      return Reply.mistaken(view(token, subscription, form, false, Mistake.of(invalid, "")));
    }
  }

  private static Wish changed(Wish wish, Form form) {
    return new Wish(
        wish.name(),
        wish.q(),
        wish.vendor(),
        wish.type(),
        Given.severity(form.minSeverity()),
        wish.changes(),
        wish.channel(),
        Schedule.of(form.schedule()),
        form.zone(),
        quiet(form.quietFrom(), form.quietTo()),
        wish.evenEmpty(),
        wish.watched());
  }

  static @Nullable Quiet quiet(String from, String to) {
    if (from.isEmpty() && to.isEmpty()) return null;
    return new Quiet(time("quiet.from", from), time("quiet.to", to));
  }

  private static LocalTime time(String field, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException notOne) {
      throw new Invalid(field, "not a time of day such as 22:00");
    }
  }

  @POST
  @Path("preferences/{token}/pause")
  public Response pause(@RestPath String token) {
    return move(token, State.ACTIVE, State.PAUSED);
  }

  @POST
  @Path("preferences/{token}/resume")
  public Response resume(@RestPath String token) {
    return move(token, State.PAUSED, State.ACTIVE);
  }

  private Response move(String token, State from, State to) {
    Subscription subscription = ofLink(token);
    if (subscription.state() == from) subscriptions.setState(subscription.id(), to);
    return Reply.goTo("/preferences/" + token + "?saved=true");
  }

  /** Only asks: programs that look at mails open links too. */
  @GET
  @Path("unsubscribe/{token}")
  public TemplateInstance question(@RestPath String token) {
    String asked = toLeave(token).map(s -> s.wish().asked()).orElse(null);
    return new Leave(Frame.bare("Unsubscribe"), token, asked);
  }

  /** The button of that page, and what mail programs send for theirs (RFC 8058, 3.2). */
  @POST
  @Path("unsubscribe/{token}")
  public TemplateInstance leave(@RestPath String token) {
    toLeave(token).ifPresent(s -> subscriptions.remove(s.id()));
    return new Leave(Frame.bare("Unsubscribe"), token, null);
  }

  private Optional<Subscription> toLeave(String token) {
    long id = links.read(Purpose.UNSUBSCRIBE, token).orElseThrow(PreferencesPage::unknown);
    return subscriptions.find(id);
  }

  private Subscription ofLink(String token) {
    long id = links.read(Purpose.PREFERENCES, token).orElseThrow(PreferencesPage::unknown);
    return subscriptions.find(id).orElseThrow(PreferencesPage::unknown);
  }

  private static RuntimeException unknown() {
    return Given.unknown("subscription", "of this address");
  }

  private View view(
      String token,
      Subscription subscription,
      Form form,
      boolean isSaved,
      @Nullable Mistake mistake) {
    Wish wish = subscription.wish();
    return new View(
        Frame.bare("Your subscription"),
        token,
        "/unsubscribe/" + links.token(Purpose.UNSUBSCRIBE, subscription.id()),
        wish.name(),
        wish.asked(),
        Label.of(subscription.state().label()),
        subscription.state() == State.PAUSED,
        form,
        AlertsPage.schedules(),
        isSaved,
        mistake);
  }
}
