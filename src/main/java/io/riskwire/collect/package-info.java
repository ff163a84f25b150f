/**
 * Fetching what is due: {@link io.riskwire.collect.Poller} asks the sources whose turn it is,
 * {@link io.riskwire.collect.Fetcher} finds out what a source has, {@link
 * io.riskwire.collect.Ledger} writes down what came of it together with the new items, and {@link
 * io.riskwire.collect.Pages} brings these in with the text of their pages. {@link
 * io.riskwire.collect.Preview} shows the same and stores nothing.
 *
 * <p>{@link io.riskwire.collect.FeedReader} turns the bytes of a feed into items, {@link
 * io.riskwire.collect.FeedsFile} reads {@code feeds.yaml}, {@link io.riskwire.collect.Opml}
 * exchanges lists of feeds with other readers. Readers do no input or output of their own and never
 * throw for what a stranger sent: what could be read is returned, what was wrong with it is listed
 * as problems.
 *
 * <p>An item whose page is to be read is pending from the transaction that stores its feed's
 * validators until its article is durable; any other is stored before them. A crash repeats an item
 * and never loses it.
 */
@NullMarked
package io.riskwire.collect;

import org.jspecify.annotations.NullMarked;
