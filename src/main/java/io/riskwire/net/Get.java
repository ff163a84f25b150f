package io.riskwire.net;

import io.riskwire.base.Invalid;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A wish to read an address. {@code headers} are the source's own (a token, a cookie): they go to
 * the address's own host and no further.
 */
public record Get(URI address, Validators validators, Map<String, String> headers, Use use) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern OURS =
      Pattern.compile(
          "(?i)host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect"
              + "|accept-encoding|proxy-.*");

  public Get {
    headers = checked(headers);
  }

  /** A feed, asked for only if it has changed since {@code validators}. */
  public static Get feed(URI address, Validators validators) {
    return new Get(address, validators, Map.of(), Use.FEED);
  }

  /** A page, unless robots.txt forbids it. */
  public static Get page(URI address) {
    return new Get(address, Validators.NONE, Map.of(), Use.PAGE);
  }

  public Get with(Map<String, String> own) {
    return new Get(address, validators, own, use);
  }

  static Map<String, String> checked(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches() || OURS.matcher(name).matches()) {
            throw new Invalid("headers", "this header cannot be set: " + name);
          }
          if (value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw new Invalid("headers", "control characters in the value of " + name);
          }
        });
    return Map.copyOf(headers);
  }
}
