package io.riskwire.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.alert.Channel;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Links;
import io.riskwire.alert.Rehearsal;
import io.riskwire.alert.Subscription;
import io.riskwire.alert.Subscription.Quiet;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Watched;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.alert.Subscriptions;
import io.riskwire.alert.Trial;
import io.riskwire.base.Invalid;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/subscriptions")
@Tag(name = "Subscriptions", description = "Standing questions, and where the answers go.")
@RunOnVirtualThread
class SubscriptionsResource {
  private static final Channel NOWHERE = new Channel(Kind.FEED, "");

  private final Subscriptions subscriptions;
  private final Rehearsal rehearsal;
  private final Trial trial;
  private final Links links;
  private final Accounts accounts;
  private final Vendors vendors;
  private final Watchlists watchlists;
  private final SecurityIdentity caller;

  SubscriptionsResource(
      Subscriptions subscriptions,
      Rehearsal rehearsal,
      Trial trial,
      Links links,
      Accounts accounts,
      Vendors vendors,
      Watchlists watchlists,
      SecurityIdentity caller) {
    this.subscriptions = subscriptions;
    this.rehearsal = rehearsal;
    this.trial = trial;
    this.links = links;
    this.accounts = accounts;
    this.vendors = vendors;
    this.watchlists = watchlists;
    this.caller = caller;
  }

  record Hours(@Nullable String from, @Nullable String to) {}

  record To(@Nullable String kind, @Nullable String to) {}

  record Given(
      @Nullable String name,
      @Nullable String q,
      @Nullable List<String> vendor,
      @Nullable List<String> type,
      @Nullable String watchlist,
      @Nullable Integer minSeverity,
      @Nullable List<String> changes,
      @Nullable To channel,
      @Nullable String schedule,
      @Nullable String zone,
      @Nullable Hours quiet,
      @Nullable Boolean evenEmpty,
      @Nullable Boolean confirmed) {}

  /** {@code secret}: with which messages to a webhook are signed, shown once. */
  record Shape(
      String id,
      String name,
      String q,
      List<String> vendor,
      List<String> type,
      @Nullable String watchlist,
      @Nullable Integer minSeverity,
      List<String> changes,
      To channel,
      String schedule,
      String zone,
      @Nullable Hours quiet,
      @Nullable Boolean evenEmpty,
      String state,
      @Nullable String secret) {}

  record Secret(String secret) {}

  private Shape shape(Subscription subscription) {
    return shape(subscription, null);
  }

  private Shape shape(Subscription subscription, @Nullable String secret) {
    Wish wish = subscription.wish();
    Quiet quiet = wish.quiet();
    return new Shape(
        String.valueOf(subscription.id()),
        wish.name(),
        wish.q(),
        wish.vendor(),
        wish.type(),
        wish.watched() == null ? null : String.valueOf(wish.watched().watchlist()),
        wish.minSeverity(),
        wish.changes(),
        new To(wish.channel().kind().label(), address(subscription)),
        wish.schedule().label(),
        wish.zone(),
        quiet == null ? null : new Hours(quiet.from().toString(), quiet.to().toString()),
        wish.evenEmpty() ? true : null,
        subscription.state().label(),
        secret);
  }

  /** Where messages go, or where they can be fetched. */
  private String address(Subscription subscription) {
    Channel channel = subscription.wish().channel();
    return channel.kind() == Kind.FEED
        ? links.to(Links.Purpose.FEED, subscription.id()).toString()
        : channel.to();
  }

  @GET
  @Operation(summary = "The caller's subscriptions; an administrator sees everybody's")
  public Listed<Shape> list() {
    User user = user();
    return Listed.whole(
        subscriptions.list().stream().filter(s -> mayChange(user, s)).map(this::shape).toList());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One subscription")
  public Shape one(@RestPath String id) {
    return shape(own(id));
  }

  @POST
  @Operation(summary = "Subscribe; to another's address it is pending until confirmed")
  public Response add(@Nullable Given given) {
    Subscriptions.Added added = subscriptions.add(user(), whole(given), isVouched(given));
    return Response.status(201).entity(shape(added.subscription(), added.secret())).build();
  }

  @PUT
  @Path("{id}")
  @Operation(summary = "Put another in its place; another's address has to be confirmed again")
  public Shape replace(@RestPath String id, @Nullable Given given) {
    Subscription former = own(id);
    Subscriptions.Added now = subscriptions.replace(user(), former, whole(given), isVouched(given));
    return shape(now.subscription(), now.secret());
  }

  private Wish whole(@Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    if (given.channel() == null) throw new Invalid("channel", "missing");
    return wish(given, channel(given.channel()));
  }

  private boolean isVouched(@Nullable Given given) {
    boolean isVouched = given != null && Boolean.TRUE.equals(given.confirmed());
    if (isVouched && user().role() != User.Role.ADMINISTRATOR)
      throw new ForbiddenException("only an administrator may vouch for an address");
    return isVouched;
  }

  @POST
  @Path("preview")
  @Operation(summary = "What it would have sent over the last days")
  public Rehearsal.Shown preview(
      @QueryParam("days") @DefaultValue("30") int days, @Nullable Given given) {
    if (days < 1 || days > 365) throw new Invalid("days", "between 1 and 365");
    if (given == null) throw new Invalid("body", "missing");
    Channel channel = given.channel() == null ? NOWHERE : channel(given.channel());
    return rehearsal.of(wish(given, channel), Duration.ofDays(days));
  }

  @POST
  @Path("{id}/pause")
  @Operation(summary = "Stop telling, for now")
  public Shape pause(@RestPath String id) {
    subscriptions.setState(own(id).id(), State.PAUSED);
    return shape(own(id));
  }

  @POST
  @Path("{id}/resume")
  @Operation(summary = "Tell again")
  public Shape resume(@RestPath String id) {
    Subscription subscription = own(id);
    if (subscription.state() != State.PAUSED && subscription.state() != State.SUPPRESSED)
      throw Problem.conflict("it is not paused but " + subscription.state().label());
    subscriptions.setState(subscription.id(), State.ACTIVE);
    return shape(own(id));
  }

  @POST
  @Path("{id}/test")
  @Operation(summary = "Send a test message now, and say what came of it")
  public Trial.Outcome test(@RestPath String id) {
    Subscription subscription = own(id);
    if (subscription.state() == State.PENDING)
      throw Problem.conflict("it is pending: the address has to be confirmed first");
    return trial.of(subscription);
  }

  @POST
  @Path("{id}/secret")
  @Operation(summary = "A new secret for a webhook; the former one is good for another day")
  public Secret renewSecret(@RestPath String id) {
    Subscription subscription = own(id);
    if (subscription.wish().channel().kind() != Kind.WEBHOOK)
      throw Problem.refused("only messages to a webhook are signed");
    return new Secret(subscriptions.renewSecret(subscription.id()));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Unsubscribe")
  public Response remove(@RestPath String id) {
    subscriptions.remove(own(id).id());
    return Response.noContent().build();
  }

  private Wish wish(Given given, Channel channel) {
    List<String> names = given.vendor() == null ? List.of() : given.vendor();
    return new Wish(
        given.name() == null ? "Subscription" : given.name(),
        given.q() == null ? "" : given.q(),
        names.stream().map(vendors::canonical).toList(),
        given.type() == null ? List.of() : given.type(),
        given.minSeverity(),
        given.changes() == null ? List.of() : given.changes(),
        channel,
        Schedule.of(given.schedule() == null ? "immediate" : given.schedule()),
        given.zone() == null ? "UTC" : given.zone(),
        quiet(given.quiet()),
        Boolean.TRUE.equals(given.evenEmpty()),
        watched(given.watchlist()));
  }

  private @Nullable Watched watched(@Nullable String watchlist) {
    if (watchlist == null || watchlist.isBlank()) return null;
    return new Watched(watchlists.kept(watchlist).id(), null);
  }

  private static Channel channel(To given) {
    return new Channel(
        Kind.of(given.kind() == null ? "email" : given.kind()),
        given.to() == null ? "" : given.to());
  }

  private static @Nullable Quiet quiet(@Nullable Hours hours) {
    if (hours == null) return null;
    return new Quiet(time("quiet.from", hours.from()), time("quiet.to", hours.to()));
  }

  private static LocalTime time(String field, @Nullable String text) {
    try {
      return LocalTime.parse(Asked.required(field, text));
    } catch (DateTimeException notOne) {
      throw new Invalid(field, "not a time of day such as 22:00");
    }
  }

  private Subscription own(String id) {
    User user = user();
    return subscriptions
        .find(Asked.id("subscription", id))
        .filter(s -> mayChange(user, s))
        .orElseThrow(() -> Problem.unknown("subscription", id));
  }

  private User user() {
    return accounts.find(caller.getPrincipal().getName()).orElseThrow(ForbiddenException::new);
  }

  private static boolean mayChange(User user, Subscription subscription) {
    return Objects.equals(subscription.account(), user.id())
        || user.role() == User.Role.ADMINISTRATOR;
  }
}
