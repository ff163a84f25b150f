package io.riskwire.search;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The engine cannot be reached, or its disk has failed; asking again later may help. */
public final class SearchUnavailable extends UncheckedIOException {
  public SearchUnavailable(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
