package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.alert.Channel;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Links;
import io.riskwire.alert.MailServer;
import io.riskwire.alert.Subscription;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.alert.Subscriptions;
import io.riskwire.base.Invalid;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Lets people without an account subscribe by mail. Whoever asks gets the same answer whatever is
 * known of the address; only its owner, by the mail, can make anything of it.
 */
@Path("/")
@RunOnVirtualThread
class SubscribePage {
  private final Subscriptions subscriptions;
  private final Links links;
  private final Vendors vendors;
  private final MailServer mailServer;

  SubscribePage(Subscriptions subscriptions, Links links, Vendors vendors, MailServer mailServer) {
    this.subscriptions = subscriptions;
    this.links = links;
    this.vendors = vendors;
    this.mailServer = mailServer;
  }

  /** The form by which somebody subscribes. */
  static class Wanted {
    @FormParam("q")
    @Nullable String q;

    @FormParam("vendor")
    @Nullable String vendor;

    @FormParam("type")
    List<String> type = List.of();

    @FormParam("schedule")
    @Nullable String schedule;

    @FormParam("zone")
    @Nullable String zone;

    @FormParam("to")
    @Nullable String to;
  }

  /** What stands in the form. */
  record Form(
      String q, String vendor, List<String> types, String schedule, String zone, String to) {
    static final Form EMPTY = new Form("", "", List.of(), "immediate", "UTC", "");

    static Form of(Wanted wanted) {
      String schedule = Given.text(wanted.schedule);
      String zone = Given.text(wanted.zone);
      return new Form(
          Given.text(wanted.q),
          Given.text(wanted.vendor),
          wanted.type.stream().filter(t -> !t.isBlank()).toList(),
          schedule.isEmpty() ? EMPTY.schedule : schedule,
          zone.isEmpty() ? EMPTY.zone : zone,
          Given.text(wanted.to));
    }

    public boolean has(String type) {
      return types.contains(type);
    }

    List<String> vendors() {
      return Arrays.stream(vendor.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
    }
  }

  record View(
      Frame frame,
      boolean isPossible,
      boolean isAsked,
      Form form,
      List<Label> types,
      List<Label> schedules,
      @Nullable Mistake mistake)
      implements TemplateInstance {}

  /** {@code asked}: what the subscription is about; missing where there is nothing to confirm. */
  record Confirm(Frame frame, @Nullable String asked, String token, boolean isDone)
      implements TemplateInstance {}

  @GET
  @Path("subscribe")
  public TemplateInstance show() {
    return view(Form.EMPTY, false, null);
  }

  @POST
  @Path("subscribe")
  public Response subscribe(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    try {
      subscriptions.ask(wish(form));
      return Reply.page(view(Form.EMPTY, true, null));
    } catch (Invalid invalid) {
      return Reply.mistaken(view(form, false, Mistake.of(invalid, form.q())));
    }
  }

  private Wish wish(Form form) {
    List<String> names = form.vendors().stream().map(vendors::canonical).toList();
    return new Wish(
        AlertsPage.named(form.q(), form.vendor(), form.types()),
        form.q(),
        names,
        form.types(),
        null,
        List.of(),
        new Channel(Kind.EMAIL, form.to()),
        Schedule.of(form.schedule()),
        form.zone(),
        null,
        false,
        null);
  }

  private View view(Form form, boolean isAsked, @Nullable Mistake mistake) {
    return new View(
        Frame.bare("Subscribe"),
        mailServer.isSetUp(),
        isAsked,
        form,
        Label.types(),
        AlertsPage.schedules(),
        mistake);
  }

  /** Only shows what would be confirmed: programs that look at mails open links too. */
  @GET
  @Path("confirm/{token}")
  public TemplateInstance question(@RestPath String token) {
    Subscription asked = pending(token);
    String about = asked == null ? null : asked.wish().asked();
    return new Confirm(Frame.bare("Confirm your subscription"), about, token, false);
  }

  @POST
  @Path("confirm/{token}")
  public TemplateInstance confirm(@RestPath String token) {
    Subscription asked = pending(token);
    boolean isDone = asked != null && subscriptions.confirm(asked.id());
    String about = asked == null || !isDone ? null : asked.wish().asked();
    return new Confirm(Frame.bare("Confirm your subscription"), about, token, isDone);
  }

  private @Nullable Subscription pending(String token) {
    Subscription asked =
        subscriptions
            .find(Links.claimed(token).orElse(0))
            .filter(s -> links.isToConfirm(token, s))
            .orElseThrow(() -> Given.unknown("question", "of this address"));
    return asked.state() == Subscription.State.PENDING ? asked : null;
  }
}
