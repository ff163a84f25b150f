package io.riskwire.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The address of a page of ours and its parameters; what is empty is left out. */
record Link(String path, Map<String, String> parameters) {

  static Link to(String path) {
    return new Link(path, Map.of());
  }

  /** The same address with this parameter set, or without it where {@code value} is empty. */
  Link with(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    if (value == null || value.isBlank()) changed.remove(name);
    else changed.put(name, value.strip());
    return new Link(path, changed);
  }

  Link without(String name) {
    return with(name, null);
  }

  @Override
  public String toString() {
    if (parameters.isEmpty()) return path;
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  /** An address from outside that may be made a link: of the web, nothing that runs. */
  static @Nullable String outward(String url) {
    return url.matches("(?is)https?://.+") ? url : null;
  }
}
