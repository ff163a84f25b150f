package io.riskwire.net;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. Follows no redirect, keeps no cookie, and lets go of a server that
 * takes too long or sends too much.
 */
final class Wire implements AutoCloseable {
  /** What may follow a body: the end of chunks, trailers, a few words beside a redirect. */
  private static final int REST = 16384;

  private final GuardedNames names;
  private final boolean isProxied;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor alarms;

  /** {@code body} is null for a GET. */
  @SuppressWarnings("ArrayRecordComponent") // lives within one request
  record Message(
      Map<String, String> headers, byte @Nullable [] body, @Nullable String contentType) {}

  /** {@code isCut}: a body that is larger is cut rather than given up. */
  record Bounds(int size, boolean isCut, Duration time) {
    Bounds after(Duration took) {
      return new Bounds(size, isCut, time.minus(took));
    }
  }

  Wire(FetchSettings settings, Guard guard, Resolver resolver) {
    GuardedNames guarded = new GuardedNames(resolver, guard);
    isProxied = settings.proxy().isPresent();
    names = guarded;
    // with a proxy the only name that the client itself looks up is the proxy's
    client = Connections.open(settings, isProxied ? guarded.unguarded() : guarded);
    alarms =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fetch-time-limit").factory());
    alarms.setRemoveOnCancelPolicy(true);
  }

  Answer send(Address address, Message message, Bounds bounds) throws NoAnswer {
    HttpUriRequestBase request = request(address, message);
    AtomicBoolean isLate = new AtomicBoolean();
    long start = System.nanoTime();
    // the limit for silence starts anew with each byte; only this one stops a server that drips
    Runnable stop =
        () -> {
          isLate.set(true);
          Thread.startVirtualThread(request::cancel);
        };
    Future<?> alarm = null;
    HttpHost host = new HttpHost(address.scheme(), address.host(), address.port());
    try {
      alarm = alarms.schedule(stop, Math.max(1, bounds.time().toMillis()), TimeUnit.MILLISECONDS);
      if (isProxied) names.checkAhead(address.host());
      ClassicHttpResponse response = client.executeOpen(host, request, null);
      byte[] bytes = read(request, response, bounds);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Answer(response.getCode(), response.getHeaders(), bytes, took);
    } catch (IOException trouble) {
      if (Thread.currentThread().isInterrupted()) throw Trouble.stopping();
      throw isLate.get() ? Trouble.late(address) : Trouble.of(trouble, address);
    } catch (RejectedExecutionException | IllegalStateException closed) {
      throw Trouble.stopping();
    } finally {
      if (alarm != null) alarm.cancel(false);
    }
  }

  private static HttpUriRequestBase request(Address address, Message message) {
    boolean isGet = message.body() == null;
    HttpUriRequestBase request = new HttpUriRequestBase(isGet ? "GET" : "POST", address.uri());
    request.setAuthority(new URIAuthority(address.host(), address.shownPort()));
    message.headers().forEach(request::setHeader);
    if (!isGet) {
      request.setEntity(
          new ByteArrayEntity(message.body(), ContentType.parseLenient(message.contentType())));
    }
    return request;
  }

  private static byte[] read(
      HttpUriRequestBase request, ClassicHttpResponse response, Bounds bounds) throws IOException {
    HttpEntity entity = response.getEntity();
    boolean isRead = entity == null;
    try {
      if (entity == null) return new byte[0];
      InputStream packed = entity.getContent();
      boolean isWanted = response.getCode() >= 200 && response.getCode() < 300;
      byte[] bytes = isWanted ? body(entity, packed, bounds) : new byte[0];
      isRead = (isWanted || isShort(entity)) && hasEnded(packed);
      return bytes;
    } finally {
      // closing the stream would read what is left of it, which may have no end
      if (!isRead) request.cancel();
      Closer.closeQuietly(response);
    }
  }

  private static byte[] body(HttpEntity entity, InputStream packed, Bounds bounds)
      throws IOException {
    String encoding = entity.getContentEncoding();
    if (encoding == null && !bounds.isCut() && entity.getContentLength() > bounds.size()) {
      throw new Unpacking.TooLarge();
    }
    InputStream plain = Unpacking.of(packed, encoding);
    return Unpacking.read(plain, bounds.size(), bounds.isCut());
  }

  private static boolean isShort(HttpEntity entity) {
    return entity.getContentLength() >= 0 && entity.getContentLength() < REST;
  }

  private static boolean hasEnded(InputStream packed) {
    try {
      return packed.readNBytes(REST).length < REST;
    } catch (IOException broken) {
      return false; // what was wanted has been read
    }
  }

  @Override
  public void close() {
    alarms.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
