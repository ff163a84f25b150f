/**
 * Which articles tell the same: {@link io.riskwire.story.Stories} gives each arriving article the
 * story that it belongs to, or a new one; {@link io.riskwire.story.Corrections} lets analysts
 * decide otherwise, for good.
 *
 * <p>Candidates share the article's rarest terms. The articles of those that are most alike are
 * grouped anew together with it; all other assignments are data, and stay.
 */
@NullMarked
package io.riskwire.story;

import org.jspecify.annotations.NullMarked;
