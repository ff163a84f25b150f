package io.riskwire.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sets up the HTTP client: a pool of connections, our limits, none of its conveniences. */
final class Connections {
  private static final int MOST = 1000;
  private static final int MOST_PER_HOST = 100;
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  private Connections() {}

  static CloseableHttpClient open(FetchSettings settings, DnsResolver names) {
    return HttpClients.custom()
        .setConnectionManager(pool(settings, names))
        .evictIdleConnections(IDLE)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.wholeTimeout()))
                .setResponseTimeout(Timeout.of(settings.firstByteTimeout()))
                .setDefaultKeepAlive(IDLE.getDuration(), IDLE.getTimeUnit())
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setProxy(settings.proxy().map(Connections::proxy).orElse(null))
        .setRetryStrategy(new OnceMore())
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableDefaultUserAgent()
        .build();
  }

  static HttpHost proxy(String text) {
    try {
      return HttpHost.create(text.strip());
    } catch (java.net.URISyntaxException wrong) {
      throw new IllegalArgumentException("riskwire.fetch.proxy is not host:port: " + text, wrong);
    }
  }

  private static HttpClientConnectionManager pool(FetchSettings settings, DnsResolver names) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setMaxConnTotal(MOST)
        .setMaxConnPerRoute(MOST_PER_HOST)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setSocketTimeout(Timeout.of(settings.firstByteTimeout()))
                .setValidateAfterInactivity(2, TimeUnit.SECONDS)
                .setTimeToLive(10, TimeUnit.MINUTES)
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setHandshakeTimeout(Timeout.of(settings.connectTimeout())).build())
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(Trust.of(settings)))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .responseParserFactory(heads(settings))
                .build())
        .build();
  }

  private static HttpMessageParserFactory<ClassicHttpResponse> heads(FetchSettings settings) {
    long most = settings.headerSize().asLongValue();
    Http1Config limits =
        Http1Config.custom().setMaxLineLength((int) most).setMaxHeaderCount(500).build();
    return ignored -> new Heads(limits, most);
  }

  /** Reads the heads of the answers on one connection. */
  private static final class Heads extends DefaultHttpResponseParser {
    private final long most;
    private boolean isAnswered;

    Heads(Http1Config limits, long most) {
      super(limits);
      this.most = most;
    }

    /** Null where the connection has ended. */
    @Override
    public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
        throws IOException, HttpException {
      // left over from a body longer than it said, or a body where none may be: no answer to us
      if (isAnswered && buffer.length() > 0) throw new NoHttpResponseException("stray bytes");
      ClassicHttpResponse response = super.parse(buffer, new Head(in, most));
      isAnswered = response != null && response.getCode() >= 200;
      return response;
    }
  }

  /** HttpClient limits each line and the number of lines; this limits all of them together. */
  private static final class Head extends FilterInputStream {
    private long left;

    Head(InputStream in, long most) {
      super(in);
      left = most;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) throw new MessageConstraintException("head too large");
      int n = super.read(bytes, offset, length);
      left -= n;
      return n;
    }
  }

  /**
   * A kept connection may have been closed by the server at the very moment it is used again; a GET
   * on a new one is harmless (RFC 9112 9.3.1). Nothing else is repeated here.
   */
  private static final class OnceMore implements HttpRequestRetryStrategy {
    @Override
    public boolean retryRequest(
        HttpRequest request, IOException trouble, int count, HttpContext context) {
      boolean isBrokenOff =
          trouble instanceof NoHttpResponseException
              || (trouble instanceof SocketException
                  && !(trouble instanceof HttpHostConnectException));
      return count <= 1 && request.getMethod().equals("GET") && isBrokenOff;
    }

    @Override
    public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
      return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int count, HttpContext context) {
      return TimeValue.ZERO_MILLISECONDS;
    }
  }
}
