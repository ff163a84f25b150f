package io.riskwire.ui;

import io.riskwire.base.Invalid;
import io.riskwire.event.Status;
import io.riskwire.risk.Act;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incidents;
import io.riskwire.risk.Reviews;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The form by which an analyst says what an incident is; after it, its page is shown again. */
@Path("/incidents/{id}/review")
@RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
@RunOnVirtualThread
class IncidentReview {
  private final Visitor visitor;
  private final Incidents incidents;
  private final Reviews reviews;

  IncidentReview(Visitor visitor, Incidents incidents, Reviews reviews) {
    this.visitor = visitor;
    this.incidents = incidents;
    this.reviews = reviews;
  }

  /** What the form sends; which fields count depends on the act. */
  static class Wanted {
    @FormParam("act")
    @Nullable String act;

    @FormParam("why")
    @Nullable String why;

    @FormParam("reason")
    @Nullable String reason;

    @FormParam("into")
    @Nullable String into;

    @FormParam("article")
    List<String> article = List.of();

    @FormParam("actor")
    @Nullable String actor;

    @FormParam("vendor")
    @Nullable String vendor;

    @FormParam("product")
    @Nullable String product;

    @FormParam("scope")
    @Nullable String scope;

    @FormParam("replacement")
    @Nullable String replacement;

    @FormParam("effective")
    @Nullable String effective;

    @FormParam("status")
    @Nullable String status;
  }

  @POST
  public Response review(@RestPath String id, @BeanParam Wanted wanted) {
    Incident shown =
        incidents.find(Given.id("incident", id)).orElseThrow(() -> Given.unknown("incident", id));
    Incident now =
        reviews.act(
            shown.id(),
            act(wanted, shown),
            new Reviews.Author(visitor.user().name(), reason(wanted)));
    return Reply.goTo("/incidents/" + now.id());
  }

  private static @Nullable String reason(Wanted wanted) {
    String said = wanted.reason == null ? "" : wanted.reason.strip();
    if (!"reject".equals(wanted.act)) return said.isEmpty() ? null : said;
    String why = why(wanted).label();
    return said.isEmpty() ? why : why + ": " + said;
  }

  private static Act act(Wanted wanted, Incident shown) {
    return switch (wanted.act == null ? "" : wanted.act) {
      case "confirm" -> new Act.Confirm();
      case "reject" -> new Act.Reject(why(wanted));
      case "merge" -> new Act.Merge(Given.number("into", wanted.into));
      case "split" ->
          new Act.Split(wanted.article.stream().map(a -> Given.number("articles", a)).toList());
      case "edit" -> edit(wanted, shown);
      default -> throw new Invalid("act", "confirm, reject, edit, merge or split");
    };
  }

  /** The form sends every field; those that were left as they are stay with the reports. */
  private static Act.Edit edit(Wanted wanted, Incident shown) {
    LocalDate date = date(wanted.effective);
    Status status = status(wanted.status);
    return new Act.Edit(
        changed(wanted.actor, shown.roles().actor()),
        changed(wanted.vendor, shown.roles().vendor()),
        changed(wanted.product, shown.roles().product()),
        changed(wanted.scope, shown.roles().scope()),
        changed(wanted.replacement, shown.roles().replacement()),
        Objects.equals(date, shown.effectiveDate()) ? null : date,
        status == shown.status() ? null : status);
  }

  private static @Nullable String changed(@Nullable String wanted, @Nullable String shown) {
    if (wanted == null) return null;
    String name = wanted.strip();
    return name.equals(shown == null ? "" : shown) ? null : name;
  }

  private static Act.Why why(Wanted wanted) {
    return Act.Why.of(wanted.why == null ? "" : wanted.why);
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException notOne) {
      throw new Invalid("effectiveDate", "not a date: " + text);
    }
  }

  private static @Nullable Status status(@Nullable String label) {
    if (label == null || label.isBlank()) return null;
    return Arrays.stream(Status.values())
        .filter(s -> s.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new Invalid("status", "no such status: " + label));
  }
}
