package io.riskwire.event;

import io.riskwire.event.Phrase.Function;
import io.riskwire.event.Predicate.Mood;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says how far a happening has come, from the verb that tells it and the verbs above that. */
final class Statuses {
  private static final Set<String> PLANS =
      Set.of(
          "plan", "intend", "want", "aim", "prepare", "promise", "vow", "decide", "agree", "move",
          "set");
  private static final Set<String> CONSIDERING =
      Set.of(
          "consider",
          "mull",
          "weigh",
          "ponder",
          "contemplate",
          "study",
          "eye",
          "float",
          "propose",
          "draft",
          "explore");
  private static final Set<String> HAVING =
      Set.of(
          "be", "have", "suffer", "experience", "find", "see", "impose", "issue", "face", "detect");
  private static final Set<String> HEARSAY =
      Set.of(
          "claims", "claim", "reports", "allegations", "rumours", "rumors", "suspicions", "fears");
  private static final Set<String> UNNAMED =
      Set.of(
          "source",
          "sources",
          "people",
          "person",
          "insiders",
          "insider",
          "reports",
          "media",
          "officials");

  private final long consider;
  private final long undo;
  private final long deny;
  private final long say;

  Statuses(Lexicon lexicon) {
    consider = lexicon.verbClasses.of("consider");
    undo = lexicon.verbClasses.of("undo");
    deny = lexicon.verbClasses.of("deny");
    say = lexicon.verbClasses.of("say");
  }

  /** Of what a verb tells. */
  Status of(Predicate p, Rule rule) {
    Status own = rule.status() != null ? rule.status() : Status.IN_FORCE;
    boolean negated = p.isNegated && !rule.has(Rule.Flag.NEGATED);
    if (negated && !rule.has(Rule.Flag.EITHER)) own = Status.DENIED;
    return above(p, own, rule);
  }

  /** Of what a noun tells, under the verb that governs it. */
  Status of(Phrase phrase, Rule rule) {
    Status own = rule.status() != null ? rule.status() : Status.IN_FORCE;
    if (phrase.startsWith("no")) own = Status.DENIED;
    if (isDraft(phrase)) own = Status.PROPOSED;
    if (isAlleged(phrase) || (phrase.outer != null && HEARSAY.contains(phrase.outer.headWord())))
      own = Status.REPORTED;
    Predicate p = phrase.governor;
    if (p == null) return own;
    boolean isObject = phrase.function == Function.OBJECT;
    if (isObject && (p.classes & deny) != 0 && (p.classes & undo) == 0) own = Status.DENIED;
    else if (isObject && p.lemma.equals("reject")) own = Status.DENIED;
    else if (isObject && (p.classes & undo) != 0 && own == Status.IN_FORCE) own = Status.REVERSED;
    else if (isObject && (p.classes & consider) != 0 && own == Status.IN_FORCE)
      own = Status.PROPOSED;
    if (p.isNegated && isObject && own == Status.IN_FORCE && HAVING.contains(p.lemma))
      own = Status.DENIED;
    return above(p, own, rule);
  }

  /** Of a sentence that a rule of words read: the strongest word about status decides. */
  Status of(Parser.Parse parse, Rule rule) {
    Status own = rule.status() != null ? rule.status() : Status.IN_FORCE;
    if (own != Status.IN_FORCE) return own;
    for (Predicate p : parse.predicates()) {
      if ((p.classes & deny) != 0 && (p.classes & undo) == 0) return Status.DENIED;
      if ((p.classes & consider) != 0 && CONSIDERING.contains(p.lemma)) return Status.PROPOSED;
      if (p.isHedged) return Status.REPORTED;
    }
    if (rule.has(Rule.Flag.CLAIM)) return Status.REPORTED;
    for (Predicate p : parse.predicates()) if (p.mood == Mood.FUTURE) return Status.ANNOUNCED;
    return own;
  }

  private static boolean isDraft(Phrase phrase) {
    return phrase.contains("proposed")
        || phrase.contains("draft")
        || phrase.contains("possible")
        || phrase.contains("planned")
        || phrase.contains("potential");
  }

  private static boolean isAlleged(Phrase phrase) {
    return phrase.contains("alleged")
        || phrase.contains("suspected")
        || phrase.contains("rumoured")
        || phrase.contains("rumored");
  }

  private Status above(Predicate p, Status own, Rule rule) {
    Status status = own;
    if (status == Status.IN_FORCE || status == Status.REVERSED) status = mood(p, status);
    for (Predicate q = p.parent; q != null; q = q.parent) {
      if ((q.classes & deny) != 0) return Status.DENIED;
      if (q.lemma.equals("stop") || q.lemma.equals("cease")) status = Status.REVERSED;
      if (status != Status.IN_FORCE) continue;
      if (PLANS.contains(q.lemma)) status = Status.ANNOUNCED;
      if ((q.classes & consider) != 0 && !PLANS.contains(q.lemma)) status = Status.PROPOSED;
      else if (status == Status.IN_FORCE) status = mood(q, status);
    }
    Predicate reporter = p.reporter;
    if (reporter != null && (reporter.classes & deny) != 0) return Status.DENIED;
    boolean open = status == Status.IN_FORCE || status == Status.ANNOUNCED;
    if (open && rule.has(Rule.Flag.CLAIM)) return Status.REPORTED;
    if (open && (p.isHedged || (reporter != null && isUnnamed(reporter)))) return Status.REPORTED;
    return status;
  }

  private Status mood(Predicate p, Status own) {
    if (p.isAbility && p.mood != Mood.POSSIBLE) return own;
    return switch (p.mood) {
      case PLAIN, DUTY -> own;
      case FUTURE -> own == Status.REVERSED ? own : Status.ANNOUNCED;
      case POSSIBLE ->
          own == Status.REVERSED
              ? own
              : isToldWould(p)
                  ? Status.ANNOUNCED
                  : p.isAbility && p.isNegated ? own : Status.PROPOSED;
    };
  }

  /** "said it would ban": will, told afterwards. */
  private boolean isToldWould(Predicate p) {
    return p.reporter != null
        && (p.reporter.classes & say) != 0
        && p.sentence.passage().words.between(p.from, p.verb).contains("would");
  }

  private boolean isUnnamed(@Nullable Predicate reporter) {
    if (reporter == null || reporter.subject == null) return false;
    Phrase by = reporter.subject;
    if (by.entity() != null) return false;
    for (int i = by.from; i <= by.to; i++)
      if (UNNAMED.contains(by.sentence.passage().lower(i))) return true;
    return false;
  }
}
