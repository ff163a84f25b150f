package io.riskwire.search;

import io.riskwire.base.Lang;
import java.time.Instant;
import java.util.List;

/** Writes documents for tests: what is not said is ordinary. */
public final class DocWriter {
  private final long id;
  private Doc.Kind kind = Doc.Kind.ARTICLE;
  private String title = "Untitled";
  private String text = "";
  private Lang lang = Lang.ENGLISH;
  private List<String> vendors = List.of();
  private List<String> products = List.of();
  private List<String> actors = List.of();
  private List<String> types = List.of();
  private List<String> statuses = List.of();
  private String source = "Wire";
  private Instant published = Instant.parse("2026-07-01T00:00:00Z");
  private Long story;

  public DocWriter(long id) {
    this.id = id;
  }

  public Doc doc() {
    return new Doc(
        kind,
        id,
        title,
        text,
        lang,
        vendors,
        products,
        actors,
        types,
        statuses,
        List.of(source),
        published,
        story);
  }

  DocWriter kind(Doc.Kind kind) {
    this.kind = kind;
    return this;
  }

  public DocWriter title(String title) {
    this.title = title;
    return this;
  }

  public DocWriter text(String text) {
    this.text = text;
    return this;
  }

  DocWriter lang(String code) {
    lang = Lang.of(code);
    return this;
  }

  public DocWriter vendors(String... names) {
    vendors = List.of(names);
    return this;
  }

  DocWriter products(String... names) {
    products = List.of(names);
    return this;
  }

  DocWriter actors(String... names) {
    actors = List.of(names);
    return this;
  }

  DocWriter types(String... labels) {
    types = List.of(labels);
    return this;
  }

  DocWriter statuses(String... labels) {
    statuses = List.of(labels);
    return this;
  }

  DocWriter source(String name) {
    source = name;
    return this;
  }

  public DocWriter published(String instant) {
    published = Instant.parse(instant);
    return this;
  }

  DocWriter day(int ofJuly) {
    return published("2026-07-%02dT00:00:00Z".formatted(ofJuly));
  }

  DocWriter story(long id) {
    story = id;
    return this;
  }
}
