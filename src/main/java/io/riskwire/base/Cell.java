package io.riskwire.base;

import org.jspecify.annotations.Nullable;

/** A value in a table that is opened with a spreadsheet. */
public final class Cell {
  /** What spreadsheets take for the beginning of a formula (OWASP, CSV injection). */
  private static final String FORMULA = "=+-@\t\r";

  private Cell() {}

  /** Its text, which no spreadsheet takes for a formula; "" of null. */
  public static String of(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
