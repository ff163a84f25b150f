package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riskwire.collect.MadeUpProse.Article;
import io.riskwire.net.Listener;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Feeds of made-up items, each with its text, that honour validators; one more item a bump. */
final class MadeUpFeeds {
  private static final int MOST_BUMPS = 3;

  private final int feeds;
  private final int items;
  private final List<Article> articles;
  private final AtomicInteger version = new AtomicInteger();

  MadeUpFeeds(int feeds, int items) {
    this.feeds = feeds;
    this.items = items;
    this.articles = articles(feeds * (items + MOST_BUMPS));
  }

  /** Puts a new item on top of each feed, three times at most. */
  void bump() {
    version.incrementAndGet();
  }

  void answer(Listener.Request request, OutputStream out) throws Exception {
    int number = Integer.parseInt(request.path().substring("/feed/".length()));
    int bumps = version.get();
    String tag = "\"" + bumps + "\"";
    if (tag.equals(request.header("If-None-Match"))) {
      Listener.write(out, "304 Not Modified", new byte[0]);
      return;
    }
    StringBuilder feed = new StringBuilder("<rss version='2.0'><channel><title>F</title>");
    for (int i = bumps + items - 1; i >= 0; i--) {
      Article article = articles.get(number * (items + MOST_BUMPS) + i);
      feed.append("<item><guid>").append(number).append('-').append(i).append("</guid><title>");
      feed.append(article.title()).append("</title><description>&lt;p&gt;").append(article.text());
      feed.append("&lt;/p&gt;</description></item>");
    }
    byte[] body = feed.append("</channel></rss>").toString().getBytes(UTF_8);
    Listener.write(out, "200 OK\r\nETag: " + tag, body);
  }

  String yaml(int port) {
    StringBuilder yaml = new StringBuilder("defaults: {interval: 1d, fullText: false}\nsources:\n");
    for (int i = 0; i < feeds; i++)
      yaml.append(
          "  - {name: S%d, url: 'http://127.0.%d.%d:%d/feed/%d'}\n"
              .formatted(i, i / 250, 1 + i % 250, port, i));
    return yaml.toString();
  }

  /** Some 300 words each. */
  private static List<Article> articles(int count) {
    MadeUpProse prose = new MadeUpProse(new Random(1));
    List<Article> articles = new ArrayList<>();
    for (int n = 0; n < count; n++) articles.add(prose.article(300));
    return articles;
  }
}
