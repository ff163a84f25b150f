package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.risk.Rates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How often analysts reject what each rule read and what each source reported. */
@Path("/incidents/reviews")
@RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
@RunOnVirtualThread
class RatesPage {
  private static final int MOST = 200;

  private final Visitor visitor;
  private final Rates rates;

  RatesPage(Visitor visitor, Rates rates) {
    this.visitor = visitor;
    this.rates = rates;
  }

  record View(Frame frame, List<Table> tables) implements TemplateInstance {}

  /** {@code of}: in the singular, as the head of its first column. */
  record Table(String id, String title, String of, List<Row> rows) {}

  record Row(String of, int reviewed, int rejected, long percent, String reasons) {
    static Row of(Rates.Rate rate) {
      return new Row(
          rate.of(),
          rate.reviewed(),
          rate.rejected(),
          Math.round(100 * rate.share()),
          rate.reasons().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(r -> r.getValue() + " " + Label.of(r.getKey().label()).words())
              .collect(Collectors.joining(", ")));
    }
  }

  @GET
  public TemplateInstance show() {
    return new View(
        visitor.frame("Reviews", "incidents"),
        List.of(
            new Table("rules", "By rule", "Rule", rows(Rates.By.RULE)),
            new Table("sources", "By source", "Source", rows(Rates.By.SOURCE))));
  }

  private List<Row> rows(Rates.By by) {
    return rates.list(by, MOST, null).items().stream().map(Row::of).toList();
  }
}
