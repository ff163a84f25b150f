package io.riskwire.article;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Which of the addresses that a page gives for itself can be believed. */
final class Addresses {
  private Addresses() {}

  /** An absolute http(s) address without its fragment; null for anything else. */
  static @Nullable URI web(@Nullable String text, URI base) {
    if (text == null || text.length() > 2000) return null;
    try {
      URI uri = base.resolve(new URI(text.strip().replace(" ", "%20")));
      if (!isWeb(uri)) return null;
      return uri.getRawFragment() == null ? uri : new URI(uri.toString().split("#", 2)[0]);
    } catch (URISyntaxException | IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static boolean isWeb(URI uri) {
    String scheme = uri.getScheme();
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme));
  }

  /**
   * Whether {@code claimed} can be the canonical address of a page found at {@code address}: the
   * same site's, and not merely its front page, which careless templates name on every page.
   */
  static boolean isPlausible(URI claimed, URI address) {
    return isOneSite(claimed, address) && (!isFrontPage(claimed) || isFrontPage(address));
  }

  static boolean isOneSite(URI one, URI other) {
    String site = site(one);
    return site != null && site.equals(site(other));
  }

  private static @Nullable String site(URI uri) {
    if (uri.getHost() == null) return null;
    String domain = EffectiveTldFinder.getAssignedDomain(uri.getHost(), true, false);
    return domain == null ? uri.getHost() : domain;
  }

  private static boolean isFrontPage(URI uri) {
    String path = uri.getPath();
    return (path == null || path.length() <= 1) && uri.getRawQuery() == null;
  }
}
