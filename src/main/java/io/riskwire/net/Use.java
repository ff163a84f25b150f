package io.riskwire.net;

/** What an answer is wanted for: decides its largest size and whether robots.txt is asked first. */
public enum Use {
  FEED(
      "application/atom+xml, application/rss+xml, application/feed+json,"
          + " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"),
  PAGE("text/html, application/xhtml+xml, */*;q=0.5"),
  /** robots.txt itself. */
  ROBOTS("text/plain, */*;q=0.5");

  final String accept;

  Use(String accept) {
    this.accept = accept;
  }
}
