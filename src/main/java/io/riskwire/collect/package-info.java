/**
 * Fetching what is due: {@link io.riskwire.collect.FeedReader} turns the bytes of a feed into
 * items, {@link io.riskwire.collect.FeedsFile} reads {@code feeds.yaml}, {@link
 * io.riskwire.collect.Opml} exchanges lists of feeds with other readers.
 *
 * <p>Readers do no input or output of their own and never throw for what a stranger sent: what
 * could be read is returned, what was wrong with it is listed as problems.
 */
@NullMarked
package io.riskwire.collect;

import org.jspecify.annotations.NullMarked;
