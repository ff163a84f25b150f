/**
 * Which articles tell the same: {@link io.riskwire.story.Stories} gives each arriving article the
 * story that it belongs to, or a new one.
 *
 * <p>Candidates share a key with the article (shingles of the text, pairs of words of the title, a
 * happening with the same parties) and are then compared word by word. An assignment is data: it is
 * never made again by itself.
 */
@NullMarked
package io.riskwire.story;

import org.jspecify.annotations.NullMarked;
