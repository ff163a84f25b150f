package io.riskwire.risk;

import io.riskwire.risk.Incident.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a file keeps of a vendor or a watchlist: each incident that was first seen in a period, with
 * its history and what was read of it, where and when. {@code to} is the last day; {@code made}:
 * the only part that differs between two dossiers of the same data.
 */
public record Dossier(
    String subject, LocalDate from, LocalDate to, Instant made, List<Chapter> chapters) {
  public Dossier {
    chapters = List.copyOf(chapters);
  }

  /** One incident. */
  public record Chapter(Incident incident, List<Step> history, List<Exhibit> exhibits) {
    public Chapter {
      history = List.copyOf(history);
      exhibits = List.copyOf(exhibits);
    }
  }

  /**
   * An article that tells it, in its own words. {@code sha256}: of the title, two line feeds and
   * the text of this version in UTF-8, in hexadecimal digits.
   */
  public record Exhibit(
      long article,
      String outlet,
      String title,
      String url,
      Instant published,
      Instant fetched,
      int version,
      String sha256,
      List<String> quotes) {
    public Exhibit {
      quotes = List.copyOf(quotes);
    }
  }
}
