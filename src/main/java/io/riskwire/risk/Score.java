package io.riskwire.risk;

import io.riskwire.event.Event;
import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Reason;
import io.riskwire.event.Status;
import io.riskwire.risk.Incident.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How bad and how sure an incident is, as sums of named terms: {@code docs/scoring.md}. */
final class Score {
  private static final String SEVERITY = "severity";
  private static final String CONFIDENCE = "confidence";

  private static final Pattern STATE =
      Pattern.compile(
          "(?i)\\b(government|ministry|department|commission|cabinet|parliament|senate|congress"
              + "|army|navy|military|pentagon|federal|national|supreme court|administration)\\b");
  private static final Pattern WIDE =
      Pattern.compile(
          "(?i)\\b(all|every|nationwide|country|public|government|federal|citizens|customers"
              + "|users|schools|hospitals|agencies)\\b");

  private Score() {}

  /** The terms of severity; it is their sum, held between 0 and 100. */
  static List<Term> severity(
      EventType type, Status status, Roles roles, Set<Reason> reasons, int sources) {
    List<Term> terms = new ArrayList<>();
    add(terms, SEVERITY, "type " + type.label(), weight(type));
    add(terms, SEVERITY, "status " + status.label(), weight(status));
    add(terms, SEVERITY, "acts for a state", matches(STATE, roles.actor()) ? 10 : 0);
    add(terms, SEVERITY, "wide scope", matches(WIDE, roles.scope()) ? 8 : 0);
    add(terms, SEVERITY, "grave reason", isGrave(reasons) ? 6 : 0);
    add(terms, SEVERITY, "independent sources", corroboration(sources) * 12);
    return terms;
  }

  /**
   * The terms of confidence: that of the best report, what the others add to it, and what a hedge
   * takes away; it is their sum, held between 0 and 1.
   */
  static List<Term> confidence(List<Event> reports, Status status, int sources) {
    double best = reports.stream().mapToDouble(Event::confidence).max().orElse(0);
    List<Term> terms = new ArrayList<>();
    add(terms, CONFIDENCE, "best report", best);
    add(terms, CONFIDENCE, "independent sources", (1 - best) * 0.8 * corroboration(sources));
    add(
        terms,
        CONFIDENCE,
        "hedged",
        status == Status.REPORTED || status == Status.DENIED ? -0.1 : 0);
    return terms;
  }

  static double sum(List<Term> terms) {
    return terms.stream().mapToDouble(Term::value).sum();
  }

  private static void add(List<Term> terms, String of, String name, double value) {
    if (value != 0) terms.add(new Term(of, name, Math.round(value * 1000) / 1000.0));
  }

  /** 0 for one source, rising to 1 at eight. */
  private static double corroboration(int sources) {
    return Math.min(1, Math.log(Math.max(1, sources)) / Math.log(8));
  }

  private static boolean isGrave(Set<Reason> reasons) {
    return reasons.contains(Reason.SECURITY)
        || reasons.contains(Reason.HIDDEN_BEHAVIOUR)
        || reasons.contains(Reason.DATA_LEAK)
        || reasons.contains(Reason.SAFETY);
  }

  private static boolean matches(Pattern pattern, @Nullable String text) {
    return text != null && pattern.matcher(text).find();
  }

  private static double weight(EventType type) {
    return switch (type) {
      case TRADE_RESTRICTION -> 55;
      case SECURITY_INCIDENT, ACCESS_CUTOFF -> 50;
      case TOOL_BAN, REGULATORY_ACTION, FINANCIAL_DISTRESS -> 45;
      case HIDDEN_BEHAVIOUR, VULNERABILITY -> 40;
      case VENDOR_DISPUTE, LEGAL_ACTION, IP_DISPUTE -> 35;
      case OUTAGE, OWNERSHIP_CHANGE, PRODUCT_CHANGE -> 25;
    };
  }

  private static double weight(Status status) {
    return switch (status) {
      case IN_FORCE -> 15;
      case ANNOUNCED -> 10;
      case REPORTED -> 0;
      case PROPOSED -> -8;
      case DENIED -> -15;
      case REVERSED -> -20;
    };
  }
}
