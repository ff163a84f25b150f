package io.riskwire.event;

import java.util.List;
import java.util.Set;

/**
 * Tells what is only claimed: by the attackers, by unnamed people, without anybody who confirms.
 */
final class Hearsay {
  private static final Set<String> CLAIMS =
      Set.of(
          "claim",
          "claims",
          "claimed",
          "claiming",
          "alleged",
          "allegedly",
          "reportedly",
          "alleges",
          "accuses",
          "accused",
          "rumours",
          "rumors",
          "purported",
          "said to",
          "suspected");
  private static final Set<String> CONFIRMS =
      Set.of(
          "confirm",
          "confirms",
          "confirmed",
          "confirming",
          "admits",
          "admitted",
          "acknowledges",
          "acknowledged",
          "apologises",
          "apologizes",
          "apologised",
          "apologized",
          "disclosed",
          "discloses",
          "notified",
          "notifying");
  private static final Set<String> VAGUE_SOURCES =
      Set.of(
          "people",
          "sources",
          "official",
          "person",
          "insiders",
          "officials",
          "report",
          "researchers");

  private Hearsay() {}

  /** An incident that nobody confirms is reported, not in force. */
  static Status settle(EventType type, Status status, List<Sentence> sentences) {
    if (type != EventType.SECURITY_INCIDENT || status != Status.IN_FORCE) return status;
    boolean claimed = false;
    for (Sentence s : sentences) {
      if (s.order() > 2) break;
      for (int i = s.from(); i < s.to(); i++) {
        String word = s.passage().lower(i);
        if (CONFIRMS.contains(word)) return status;
        claimed |= (CLAIMS.contains(word) && s.order() <= 1) || isVagueSource(s, i);
      }
    }
    return claimed ? Status.REPORTED : status;
  }

  /** "according to a senior official". */
  private static boolean isVagueSource(Sentence s, int i) {
    if (!s.passage().lower(i).equals("according")) return false;
    for (int j = i + 2; j < Math.min(i + 7, s.to()); j++)
      if (VAGUE_SOURCES.contains(s.passage().lower(j))) return true;
    return false;
  }
}
