package io.riskwire.event;

import io.riskwire.base.Lang;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what a text says happened. */
@ApplicationScoped
public class Analyzer {
  public Reading read(Text text) {
    return new Reading(text.lang() == null ? Lang.ENGLISH : text.lang(), List.of(), List.of());
  }
}
