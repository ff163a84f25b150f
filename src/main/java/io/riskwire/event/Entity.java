package io.riskwire.event;

import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that an article names. It may be an organisation ({@code org}: its name
 * when it acts), a product ({@code product}, of {@code vendor}), or both under one name.
 */
final class Entity {
  /** What it is, so far as known. */
  enum Kind {
    VENDOR,
    PRODUCT,
    BODY,
    GROUP,
    PLACE,
    ORGANISATION,
    THING,
    PERSON,
    UNCLEAR
  }

  /** The name under which the base knows it, or as the text writes it where it is not known. */
  final String canonical;

  /** The name that events tell: an authority stands as the text names it. */
  String name;

  Kind kind;
  @Nullable String org;
  @Nullable String product;
  @Nullable String vendor;

  /** Whom the vendor belongs to. */
  @Nullable String owner;

  String sort = "";
  boolean isKnown;
  boolean isInTitle;

  /** Where it is named first, counted in sentences; the title is 0. */
  int first = Integer.MAX_VALUE;

  int count;

  Entity(String name, Kind kind) {
    this.name = name;
    canonical = name;
    become(kind);
  }

  /** Makes it what later words tell of it. */
  void become(Kind newKind) {
    kind = newKind;
    boolean thing = newKind == Kind.PRODUCT || newKind == Kind.THING;
    org = thing || newKind == Kind.PERSON ? null : name;
    product = thing ? name : null;
    if (newKind == Kind.VENDOR || newKind == Kind.ORGANISATION) vendor = name;
  }

  /** Takes the name by which the text calls it. */
  void rename(String asInText) {
    if (name.equals(org)) org = asInText;
    name = asInText;
  }

  boolean isOrganisation() {
    return switch (kind) {
      case VENDOR, BODY, GROUP, PLACE, ORGANISATION -> true;
      case PRODUCT, THING, UNCLEAR -> org != null;
      case PERSON -> false;
    };
  }

  boolean isCompany() {
    return kind == Kind.VENDOR
        || kind == Kind.ORGANISATION
        || kind == Kind.UNCLEAR
        || (kind == Kind.PRODUCT && org != null);
  }

  boolean isTool() {
    return product != null || kind == Kind.VENDOR || kind == Kind.UNCLEAR;
  }

  @Override
  public String toString() {
    return name + "/" + kind;
  }
}
